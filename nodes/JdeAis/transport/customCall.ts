import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { fail, upstreamText, withoutSecretsIn } from '../../../lib/failure';
import type { Effect } from '../../../lib/request/types';
import { errorsIn } from '../model/answerErrors';
import { fileNameIn } from './body';
import type { Ais } from './connection';

export interface CustomCall {
	method: IHttpRequestMethods;
	/** below `/jderest`, checked */
	path: string;
	body?: IDataObject;
	effect: Effect;
	errorsAsData: boolean;
}

export type CustomAnswer = { json: IDataObject[] } | { file: Buffer; fileName: string | undefined };

/** Calls any service of the AIS Server with the session of the credential. @throws Failed */
export async function customCall(ais: Ais, call: CustomCall): Promise<CustomAnswer> {
	const { method, path, body, effect, errorsAsData } = call;
	const [service] = path.split('?');
	const answer = await ais.exchange({
		method,
		path,
		body,
		effect,
		acceptsFile: true,
		takes: (given) =>
			(given.status >= 200 && given.status < 300) ||
			(errorsAsData && given.status === 500 && isRecord(given.body)),
		what: `${method} ${service}`,
	});
	if (Buffer.isBuffer(answer.body)) return { file: answer.body, fileName: fileNameIn(answer.headers) };
	const said = withoutSecretsIn(answer.body, ais.session.secrets());
	const errors = isRecord(said) ? errorsIn(said) : [];
	if (errors.length > 0 && !errorsAsData) refused(`${method} ${service}`, effect, errors);
	return { json: itemsIn(said) };
}

/** A list gives an item for each entry, an object one; anything else is put into one. */
function itemsIn(said: unknown): IDataObject[] {
	if (Array.isArray(said)) return said.map((entry) => (isRecord(entry) ? entry : { value: entry as string }));
	if (isRecord(said)) return [said];
	return [said === undefined || said === null || said === '' ? {} : { text: String(said) }];
}

function refused(what: string, effect: Effect, errors: string[]): never {
	const look = effect === 'once' ? ' Look up what was done before you run it again.' : '';
	fail({
		code: 'JDE_CALL_REFUSED',
		category: 'validation',
		message: `JD Edwards answered the call, but did not accept all of it (${what})`,
		description: `Correct the body or the query.${look} JD Edwards says: ${upstreamText(errors.join(' · '))}`,
		httpStatus: 200,
	});
}
