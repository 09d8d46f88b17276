/** The simulated server does not accept a call; the router turns this into a ServiceErrorResponse. */
export class AisRefusal extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly exception = 'com.oracle.e1.rest.AISException',
		/** replaces the ServiceErrorResponse: some answers have an envelope of their own */
		readonly body?: unknown,
	) {
		super(message);
	}
}

export function badRequest(message: string): AisRefusal {
	return new AisRefusal(400, message, 'com.fasterxml.jackson.databind.JsonMappingException');
}

/** The HTML server behind AIS did not carry the call out. */
export function failed(message: string): AisRefusal {
	return new AisRefusal(500, message, 'com.jdedwards.system.exception.JDEException');
}

export function forbidden(message: string): AisRefusal {
	return new AisRefusal(403, message, 'com.jdedwards.system.security.SecurityException');
}

const EXPIRED = 'JAS_MSG347: The query results expired.  Refresh them by clicking Find again.';

/** A data request error has its own envelope, without message, exception or status. */
export function resultsExpired(): AisRefusal {
	return new AisRefusal(500, EXPIRED, undefined, { sysErrors: [{ TITLE: EXPIRED, DESC: EXPIRED }] });
}

export function serviceErrorBody(refusal: AisRefusal, now: Date): object {
	return {
		message: refusal.message,
		exception: refusal.exception,
		timeStamp: now.toISOString().replace('Z', '+0000'),
		status: 'ERROR',
	};
}

/** An application server's own error page, for the kit's fault effect `answer`. */
export function weblogicHtmlError(status = 500): {
	status: number;
	body: string;
	headers: Record<string, string>;
} {
	const titles: Record<number, string> = {
		404: 'Error 404--Not Found',
		405: 'Error 405--Method Not Allowed',
		500: 'Error 500--Internal Server Error',
		503: 'Error 503--Service Unavailable',
	};
	const title = titles[status] ?? `Error ${status}`;
	return {
		status,
		headers: { 'content-type': 'text/html; charset=UTF-8' },
		body: [
			'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Draft//EN">',
			`<HTML><HEAD><TITLE>${title}</TITLE></HEAD>`,
			`<BODY bgcolor="white"><FONT FACE=Helvetica><H2>${title}</H2></FONT>`,
			'<P>From RFC 2068 <i>Hypertext Transfer Protocol -- HTTP/1.1</i></P></BODY></HTML>',
		].join('\n'),
	};
}
