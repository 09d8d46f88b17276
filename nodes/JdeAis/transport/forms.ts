import type { IDataObject } from 'n8n-workflow';

import { fail, upstreamText, withoutSecretsIn } from '../../../lib/failure';
import { errorsIn } from '../model/answerErrors';
import { formBody, formShown } from '../model/form';
import type { FormRequest } from '../model/form';
import type { Ais } from './connection';

/**
 * Opens a form, does to it what is asked, and gives what it shows. Never twice: even a form that is opened to be read
 * may do something.
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-v2-formservice-post.html
 * @throws Failed, also where the form shows errors, which comes with HTTP 200
 */
export async function openForm(ais: Ais, request: FormRequest): Promise<IDataObject> {
	const body = await ais.call({
		method: 'POST',
		path: '/v2/formservice',
		body: formBody(request),
		effect: 'once',
		what: `form ${request.name}`,
	});
	// A form may come with links that carry the token.
	const said = withoutSecretsIn(body, ais.session.secrets()) as IDataObject;
	const errors = errorsIn(said);
	if (errors.length > 0) refused(request, errors);
	return formShown(said);
}

function refused({ name, purpose }: FormRequest, errors: string[]): never {
	const look = purpose === 'R' ? '' : ' Look the record up before you run it again.';
	fail({
		code: 'JDE_FORM_REFUSED',
		category: 'validation',
		message: `Form ${name} did not accept what was entered`,
		description: `Correct the values or the control IDs.${look} JD Edwards says: ${upstreamText(errors.join(' · '))}`,
		httpStatus: 200,
	});
}
