import { failure, upstreamText } from '../failure';
import type { Failure } from '../failure';
import type { NoAnswer } from './types';

/** How the two sides name themselves and their credential fields in messages. */
export interface ServerNames {
	/** `JD Edwards` */
	system: string;
	/** prefix of failure codes: `JDE` */
	code: string;
	/** `AIS Server URL` */
	urlField: string;
	/** `Ignore SSL Issues (Insecure)` */
	sslField: string;
}

/**
 * The failure for a server that gave no answer, naming the credential field to look at. The network's code stands in
 * the description: n8n replaces messages that contain one.
 */
export function unreachable({ code, message }: NoAnswer, names: ServerNames): Failure {
	const says = `The network says: ${code} ${upstreamText(message)}`;
	if (code === 'ENOTFOUND' || code === 'ERR_INVALID_URL') {
		return failure({
			code: `${names.code}_HOST_UNKNOWN`,
			category: 'configuration',
			message: `The host in '${names.urlField}' of the ${names.system} credential is not known`,
			description: `Correct '${names.urlField}'. ${says}`,
		});
	}
	if (/CERT|SIGNATURE/.test(code)) {
		return failure({
			code: `${names.code}_CERTIFICATE`,
			category: 'configuration',
			message: `The certificate of the ${names.system} server is not trusted: see '${names.sslField}' in the credential`,
			description: `Install its authority on the n8n machine (NODE_EXTRA_CA_CERTS), or switch '${names.sslField}' on. ${says}`,
		});
	}
	if (/^(EPROTO|ERR_SSL|ERR_TLS)/.test(code)) {
		return failure({
			code: `${names.code}_TLS`,
			category: 'configuration',
			message: `No secure connection to the ${names.system} server could be made`,
			description: `Check protocol and port in '${names.urlField}': https and http are easily confused. ${says}`,
		});
	}
	return failure({
		code: `${names.code}_NO_ANSWER`,
		category: 'unavailable',
		message: `${names.system} did not answer`,
		description: `Check that the server is up and that '${names.urlField}' names its host and port, then run it again. ${says}`,
	});
}
