import type { IDataObject } from 'n8n-workflow';

import { failure, upstreamText } from '../../../lib/failure';
import type { Failure } from '../../../lib/failure';
import { exceptionText, failedSteps, formErrors, isException, isText, messageText } from './answerErrors';

/**
 * What an answer says went wrong, or undefined where all was done. HTTP 200 proves nothing: steps that failed while
 * the orchestration went on, and forms that were not accepted, come with it.
 * @param status of the HTTP answer: 500 is an orchestration that ended with an exception
 */
export function undone(name: string, status: number, body: IDataObject): Failure | undefined {
	if (status !== 200 || isException(body)) return exception(name, status, body);
	const steps = failedSteps(body);
	if (steps.length > 0) return stepsUndone(name, steps);
	const says = formErrors(body);
	if (says.length === 0) return undefined;
	return failure({
		code: 'JDE_FORM_ERRORS',
		category: 'unknown-outcome',
		message: `Orchestration '${name}' was answered, but JD Edwards did not accept all of it`,
		description: `${LOOK_FIRST} JD Edwards says: ${upstreamText(says.join(' · '))}`,
		httpStatus: status,
		details: { orchestration: name },
	});
}

const LOOK_FIRST =
	'Steps before it may have been carried out: look the record up in JD Edwards before you run it again.';

/** `message` is a text or an object: the whole answer of the form or application stack that failed. */
function exception(name: string, status: number, body: IDataObject): Failure {
	const { exception: thrown, exceptionId, userDefinedErrorText } = body;
	const says = exceptionText(body);
	return failure({
		code: 'JDE_ORCHESTRATION_EXCEPTION',
		category: 'validation',
		message: `Orchestration '${name}' ended before all its steps were done`,
		description: `${LOOK_FIRST} JD Edwards says: ${upstreamText(says === '' ? 'nothing' : says)}`,
		httpStatus: status,
		details: withoutBlanks({ orchestration: name, exception: thrown, exceptionId, userDefinedErrorText }),
	});
}

function stepsUndone(name: string, steps: IDataObject[]): Failure {
	const says = steps.map(({ step, iteration, message, userDefinedErrorText }) => {
		const pass = Number(iteration) > 0 ? ` (pass ${String(iteration)})` : '';
		const texts = [userDefinedErrorText, messageText(message)].filter(isText);
		return `Step '${String(step)}'${pass} says: ${texts.join(' · ')}`;
	});
	const count = steps.length === 1 ? '1 step' : `${steps.length} steps`;
	return failure({
		code: 'JDE_STEPS_UNDONE',
		category: 'unknown-outcome',
		message: `Orchestration '${name}' left ${count} undone`,
		description: `The other steps were carried out: look the record up in JD Edwards before you run it again. ${upstreamText(says.join(' '))}`,
		httpStatus: 200,
		details: { orchestration: name, steps: steps.map(({ step }) => String(step)) },
	});
}

function withoutBlanks(details: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(details).filter(([, value]) => isText(value)));
}
