import type { Clock } from '../../kit/clock.cts';
import type { Ledger } from '../../kit/ledger.cts';
import type { JsonObject } from '../services.cts';
import type { Tables } from '../tables.cts';
import type { AisUser } from '../users.cts';

export interface OrchestrationInput {
	name: string;
	/** String, Numeric and Date are texts in the request; an Array is a list of rows with `columns` */
	type: 'String' | 'Numeric' | 'Date' | 'Array';
	columns?: OrchestrationInput[];
}

export type InputRow = Record<string, string | undefined>;

/** What an orchestration works with. It changes `tables` as the JD Edwards applications behind it would. */
export interface OrchestrationContext {
	/** the rows of Array inputs by the name of the input; an input that was not sent has none */
	rows: Record<string, InputRow[]>;
	tables: Tables;
	clock: Clock;
	ledger: Ledger;
	/** records what was created or changed, stamped by the clock: tests count it */
	effect(kind: string, key: string, detail?: unknown): void;
	/** day (YYYYMMDD) and time (HHMMSS) of the server's own clock */
	local: { date: string; time: number };
	user: AisUser;
	environment: string;
	role: string;
	version: number;
}

export interface OrchestrationDefinition {
	name: string;
	/** UDO name, by which discovery finds it too */
	omwObjectName: string;
	description: string;
	longDescription?: string;
	/** an orchestration takes the format it was designed with and no other @default 'Generic' */
	inputFormat?: 'Generic' | 'JDE Standard';
	inputs: OrchestrationInput[];
	/** named by the designer; none where the answer is an object for each step */
	outputs: Array<{ name: string; type?: string }>;
	category?: string;
	udoGroup?: 'Personal' | 'Shared' | 'Reserved' | 'Pending Approval';
	fileOutputs?: boolean;
	containsContinueOnError?: boolean;
	/** false leaves it callable and out of the list */
	exposeOrchInDiscovery?: boolean;
	/** false lists it without its inputs */
	exposeInputsInDiscovery?: boolean;
	/** whether the designer let it answer with `jde__status` and its like */
	executionInfo?: boolean;
	/**
	 * Scalar inputs come as text whatever they were in JSON; one that was not sent, or sent as null, is absent.
	 * Returns the outputs, or those with `continuedOnError(…)`, or a file. @throws OrchestrationException
	 */
	run(
		inputs: InputRow,
		context: OrchestrationContext,
	): JsonObject | OrchestrationFile | Promise<JsonObject | OrchestrationFile>;
}

/** An answer that is a file: application/octet-stream. */
export class OrchestrationFile {
	constructor(
		readonly name: string,
		readonly content: Buffer,
	) {}
}

/** Ends an orchestration with HTTP 500. What it changed before stays changed, as in JD Edwards. */
export class OrchestrationException extends Error {
	/** @param message as sent: a text, or the nested object of a form or application stack */
	constructor(
		readonly sent: string | JsonObject,
		readonly more: {
			exception?: string;
			type?: string;
			userDefinedErrorText?: string;
			exceptionId?: string;
		} = {},
	) {
		super(typeof sent === 'string' ? sent : JSON.stringify(sent));
	}
}

export interface FailedStep {
	step: string;
	iteration?: number;
	message: string | JsonObject;
	userDefinedErrorText?: string;
	type?: string;
}

/** HTTP 200 though steps failed: the designer chose to continue on error. */
export function continuedOnError(outputs: JsonObject, ...steps: FailedStep[]): JsonObject {
	return { ...outputs, continuedOnError: steps };
}
