import type { JsonObject } from '../services.cts';
import {
	continuedOnError,
	OrchestrationException,
	type InputRow,
	type OrchestrationContext,
	type OrchestrationDefinition,
} from '../orchestrations/definition.cts';
import type { AccountingRules, Program } from './books.cts';
import { changeVoucher } from './changeVoucher.cts';
import { CONTRACTS, type Task } from './contract.cts';
import { enterVoucher } from './enterVoucher.cts';
import { FormError } from './formError.cts';
import { matchVoucher } from './matchVoucher.cts';
import { Reader } from './reader.cts';
import { recordPayment } from './recordPayment.cts';
import { reverseMatch } from './reverseMatch.cts';
import { voidPayment } from './voidPayment.cts';
import { voidVoucher } from './voidVoucher.cts';

export interface AccountingOptions {
	/** names of the site's own; default: those of the contract */
	names?: Partial<Record<Task, string>>;
	/** what the site leaves out */
	omit?: readonly Task[];
	/** default JDE Standard: rows come as detail inputs */
	inputFormat?: 'Generic' | 'JDE Standard';
	/** of the Date inputs, default yyyy-MM-dd */
	dateFormat?: string;
	/** whether the message of an exception is a text or an object (default) */
	errorsAs?: 'text' | 'object';
	rules?: Partial<AccountingRules>;
}

/** An orchestration that stops between its steps. */
export interface Interruption {
	/** steps that are done before it stops; default 1. As many as it has: all is done, its outputs are lost */
	done?: number;
	/** 200 with continuedOnError, or 500 */
	answer: 'continued' | 'exception';
	/** how often, default once */
	times?: number;
}

/** @see contract.cts and workflows/orchestrations.md; forms there */
export const PROGRAMS: Record<Task, { program: Program; audit: string; form: string }> = {
	enterVoucher: { program: enterVoucher, audit: 'EP0411', form: 'P0411_W0411A' },
	changeVoucher: { program: changeVoucher, audit: 'EP0411', form: 'P0411_W0411A' },
	voidVoucher: { program: voidVoucher, audit: 'EP0411', form: 'P0411_W0411G' },
	matchVoucher: { program: matchVoucher, audit: 'EP4314', form: 'P4314_W4314A' },
	reverseMatch: { program: reverseMatch, audit: 'EP4314', form: 'P4314_W4314A' },
	recordPayment: { program: recordPayment, audit: 'EP0413M', form: 'P0413M_W0413MA' },
	voidPayment: { program: voidPayment, audit: 'EP0413M', form: 'P0413M_W0413VA' },
};

export const STANDARD_RULES: AccountingRules = {
	duplicateInvoices: 'warning',
	stampColumn: 'URRF',
	defaultPayStatus: 'A',
	clearingObject: '4111',
	payableObject: '4110',
	bankAccounts: ['00011110', '00011199'],
};

/** The orchestrations of a site that has built all of workflows/orchestrations.md. */
export class Accounting {
	readonly orchestrations: OrchestrationDefinition[];
	/** live */
	readonly rules: AccountingRules;
	errorsAs: 'text' | 'object';
	private readonly dateFormat: string;
	private readonly pending = new Map<Task, Array<Required<Interruption>>>();
	private interruptions = 0;

	constructor({ names = {}, omit = [], inputFormat = 'JDE Standard', ...options }: AccountingOptions = {}) {
		this.rules = { ...STANDARD_RULES, ...options.rules };
		this.errorsAs = options.errorsAs ?? 'object';
		this.dateFormat = options.dateFormat ?? 'yyyy-MM-dd';
		const tasks = (Object.keys(CONTRACTS) as Task[]).filter((task) => !omit.includes(task));
		this.orchestrations = tasks.map((task, index) => {
			const { name, description, inputs, outputs } = CONTRACTS[task];
			return {
				name: names[task] ?? name,
				omwObjectName: `ORC_26112400${String(index + 1).padStart(2, '0')}SIM`,
				description,
				category: 'Accounts Payable',
				inputFormat,
				inputs,
				outputs: outputs.map((output) => ({ name: output })),
				containsContinueOnError: true,
				executionInfo: true,
				run: (sent, context) => this.run(task, sent, context),
			};
		});
	}

	/** The next call of the task stops between its steps: what was done before stays. */
	interrupt(task: Task, { done = 1, answer, times = 1 }: Interruption): void {
		this.pending.set(task, [...(this.pending.get(task) ?? []), { done, answer, times }]);
	}

	/** How often a call was interrupted: the proof that a test's fault happened. */
	get interrupted(): number {
		return this.interruptions;
	}

	private run(task: Task, sent: InputRow, context: OrchestrationContext): JsonObject {
		const { program, audit, form } = PROGRAMS[task];
		const { tables, effect, local, user } = context;
		const read = (row: InputRow) => new Reader(row, this.dateFormat);
		const rows = Object.fromEntries(
			Object.entries(context.rows).map(([name, list]) => [name, list.map(read)]),
		);
		const books = {
			...{ tables, effect, today: local.date, rules: this.rules },
			audit: { user: user.username.slice(0, 10), program: audit },
		};
		const outputs: JsonObject = {};
		try {
			const steps = program({ head: read(sent), rows, books });
			const stop = this.nextInterruption(task);
			for (const step of steps.slice(0, stop?.done)) Object.assign(outputs, step());
			if (stop) return this.stopped(task, stop, stop.done < steps.length ? outputs : {});
			return outputs;
		} catch (error) {
			if (!(error instanceof FormError)) throw error;
			const message = this.errorsAs === 'object' ? error.asObject(form) : error.title;
			throw new OrchestrationException(message, { exception: 'AppStackException', type: 'form' });
		}
	}

	private nextInterruption(task: Task): Required<Interruption> | undefined {
		const next = this.pending.get(task)?.find(({ times }) => times > 0);
		if (next) {
			next.times -= 1;
			this.interruptions += 1;
		}
		return next;
	}

	private stopped(task: Task, { done, answer }: Required<Interruption>, outputs: JsonObject): JsonObject {
		const step = CONTRACTS[task].steps[done] ?? 'Read document number';
		const message = `${step}: the HTML server did not answer`;
		if (answer === 'exception') throw new FormError(message);
		return continuedOnError(outputs, { step, message });
	}
}
