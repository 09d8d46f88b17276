import type { IDataObject } from 'n8n-workflow';

import { failure } from '../../../../lib/failure';
import type { Failure } from '../../../../lib/failure';
import type { WrongAmount } from '../../model/amounts';
import { keyText } from '../../model/document';
import type { ResourceModel } from '../../model/resource';

/** What Coupa could not hold, found before anything is sent. Nothing is cut or rounded to make it fit. */
export function unfitFor(
	model: ResourceModel,
	document: IDataObject,
	[amount]: readonly WrongAmount[],
): Failure | undefined {
	const about = `${model.type} '${keyText(document[model.key])}'`;
	if (amount) {
		return failure({
			code: 'COUPA_AMOUNT',
			category: 'validation',
			message: `'${amount.path}' of ${about} ${amount.why}`,
			description: 'Correct the amount, or round it in the mapping by the rule that your accounting has',
		});
	}
	const long = Object.entries(model.maxLengths ?? {}).find(
		([name, most]) => keyText(document[name]).length > most,
	);
	if (long === undefined) return undefined;
	const [name, most] = long;
	return failure({
		code: 'COUPA_TOO_LONG',
		category: 'validation',
		message: `'${name}' of ${about} has ${keyText(document[name]).length} characters, and Coupa holds ${most}`,
		description: `Shorten it in the mapping, so that each record still has a '${name}' of its own`,
	});
}

export function noKey(
	model: ResourceModel,
	missing: string,
	why = 'by it the record is found again',
): Failure {
	return failure({
		code: 'COUPA_NO_KEY',
		category: 'validation',
		message: `${/^[aeio]/i.test(model.type) ? 'An' : 'A'} ${model.type} has no '${missing}'`,
		description: `Map a value to '${missing}': ${why}`,
	});
}
