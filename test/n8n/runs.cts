import {
	unflatten,
	type Execution,
	type ExecutionData,
	type ExecutionStatus,
	type ExecutionSummary,
} from './executions.cts';
import { until } from './poll.cts';
import { isRecord, type Session } from './session.cts';
import type { TriggerAddress } from './triggers.cts';
import type { INode, Item } from './types.cts';
import type { workflowCalls } from './workflows.cts';

const ENDED: ExecutionStatus[] = ['canceled', 'crashed', 'error', 'success'];
const PAGE = 100;

export interface FormAnswer {
	status: number;
	body: unknown;
}

type Workflows = Pick<ReturnType<typeof workflowCalls>, 'getWorkflow' | 'triggersOf'>;
type Fields = Record<string, string | number | boolean | string[] | Blob>;

export function runCalls(session: Session, { getWorkflow, triggersOf }: Workflows) {
	async function execution(id: string): Promise<Execution> {
		const found = await session.get<Execution & { data: string }>(`/rest/executions/${id}`);
		return { ...found, data: unflatten(found.data) as ExecutionData };
	}

	/** All executions, newest first; those still running included. */
	async function executions(filter: { workflowId?: string; status?: ExecutionStatus; mode?: string } = {}) {
		const { status, ...rest } = filter;
		const wanted = { ...rest, ...(status ? { status: [status] } : {}) };
		const all: ExecutionSummary[] = [];
		let cursor: string | undefined;
		do {
			const page = await session.get<{ results: ExecutionSummary[]; nextCursor?: string | null }>(
				'/rest/executions',
				{ filter: wanted, limit: PAGE, cursor },
			);
			all.push(...page.results);
			cursor = page.nextCursor ?? undefined;
		} while (cursor !== undefined);
		return all;
	}

	/** Waits until it ended. One that waits (status `waiting`) is answered only when `waiting` is asked for. */
	async function waitForExecution(
		id: string,
		{ timeoutMs = 60_000, waiting = false } = {},
	): Promise<Execution> {
		return await until(
			`execution ${id} to end`,
			async () => {
				const now = await execution(id);
				const ended = ENDED.includes(now.status) || (waiting && now.status === 'waiting');
				return ended ? now : undefined;
			},
			{ timeoutMs },
		);
	}

	/** The next execution of a workflow that `before` did not hold, ended. For runs that a trigger starts. */
	async function nextExecution(
		workflowId: string,
		before: ExecutionSummary[],
		{ timeoutMs = 60_000, mode }: { timeoutMs?: number; mode?: string } = {},
	): Promise<Execution> {
		const known = new Set(before.map(({ id }) => id));
		const found = await until(
			`a new execution of workflow ${workflowId}`,
			async () => (await executions({ workflowId, mode })).filter(({ id }) => !known.has(id)).at(-1),
			{ timeoutMs },
		);
		return await waitForExecution(found.id, { timeoutMs });
	}

	/** Presses "Execute workflow". A trigger that waits for a call only starts to listen: then there is no id. */
	async function startManually(
		workflowId: string,
		trigger: string,
		data?: Item[],
	): Promise<string | undefined> {
		const { nodes } = await getWorkflow(workflowId);
		if (!nodes.some(({ name }) => name === trigger)) {
			throw new Error(
				`No node '${trigger}' in the workflow. There are: ${nodes.map(({ name }) => name).join(', ')}`,
			);
		}
		const started = await session.post<{ executionId?: string; waitingForWebhook?: boolean }>(
			`/rest/workflows/${workflowId}/run`,
			{ triggerToStartFrom: { name: trigger, ...(data ? { data: triggerData(data) } : {}) } },
		);
		return started.executionId;
	}

	async function formAddress(workflowId: string, trigger: string): Promise<TriggerAddress> {
		const found = (await triggersOf(workflowId)).find(
			(address) => address.node === trigger && address.method === 'POST' && address.live.startsWith('form/'),
		);
		if (!found) throw new Error(`'${trigger}' is not an enabled Form Trigger of the workflow`);
		return found;
	}

	async function send(path: string, node: INode, fields: Fields): Promise<FormAnswer> {
		const response = await fetch(`${session.url}/${path}`, { method: 'POST', body: formBody(node, fields) });
		const text = await response.text();
		try {
			return { status: response.status, body: JSON.parse(text) as unknown };
		} catch {
			return { status: response.status, body: text };
		}
	}

	return {
		execution,
		executions,
		waitForExecution,
		nextExecution,

		/** Runs the canvas (not the published version) from a trigger. `data` stands for what the trigger would emit. */
		async runManually(
			workflowId: string,
			{ trigger, data }: { trigger: string; data?: Item[] },
		): Promise<string> {
			const id = await startManually(workflowId, trigger, data);
			if (id !== undefined) return id;
			throw new Error(
				`'${trigger}' waits for a call and started nothing: give data, or call its test address`,
			);
		},

		/** Makes a webhook or form trigger listen for one test call, as "Execute workflow" does. */
		async listenForTest(workflowId: string, trigger: string): Promise<void> {
			const id = await startManually(workflowId, trigger);
			if (id !== undefined)
				throw new Error(`'${trigger}' does not wait for a call: execution ${id} was started`);
		},

		/** Fills a form by field label (field name from version 2.4): a test run, or the published form. */
		async runForm(
			workflowId: string,
			trigger: string,
			fields: Fields,
			{ published = false, timeoutMs = 60_000 } = {},
		): Promise<Execution> {
			const node = (await getWorkflow(workflowId)).nodes.find(({ name }) => name === trigger);
			const address = await formAddress(workflowId, trigger);
			if (!node) throw new Error(`No node '${trigger}' in the workflow`);
			const before = await executions({ workflowId });
			if (!published) {
				const id = await startManually(workflowId, trigger);
				if (id !== undefined) throw new Error(`The form did not listen: execution ${id} was started instead`);
			}
			const answer = await send(published ? address.live : address.test, node, fields);
			if (answer.status >= 400) {
				throw new Error(`The form answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 500)}`);
			}
			return await nextExecution(workflowId, before, { timeoutMs, mode: published ? 'webhook' : 'manual' });
		},

		/** Presses "Retry with currently saved workflow" (or "with original"); n8n answers when the new run has ended. */
		async retry(executionId: string, { loadWorkflow = true } = {}): Promise<string> {
			const { id } = await session.post<{ id: string }>(`/rest/executions/${executionId}/retry`, {
				loadWorkflow,
			});
			return String(id);
		},

		async stopExecution(executionId: string): Promise<void> {
			await session.post(`/rest/executions/${executionId}/stop`);
		},
	};
}

/** What a trigger leaves in the run data when it has fired. */
function triggerData(items: Item[]) {
	const main = [items.map((json) => ({ json }))];
	return {
		startTime: Date.now(),
		executionTime: 0,
		executionIndex: 0,
		executionStatus: 'success',
		source: [],
		data: { main },
	};
}

/** A form posts by place (`field-0`); choices with several answers as a JSON list. */
function formBody(node: INode, fields: Fields): FormData {
	const formFields: unknown = node.parameters.formFields;
	const values =
		isRecord(formFields) && Array.isArray(formFields.values) ? (formFields.values as unknown[]) : [];
	const byName = new Map<string, number>();
	values.filter(isRecord).forEach((field, place) => {
		for (const name of [field.fieldLabel, field.fieldName])
			if (typeof name === 'string') byName.set(name, place);
	});
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) {
		const place = byName.get(name);
		if (place === undefined)
			throw new Error(`The form has no field '${name}'. It has: ${[...byName.keys()].join(', ')}`);
		if (value instanceof Blob) form.append(`field-${place}`, value);
		else form.append(`field-${place}`, Array.isArray(value) ? JSON.stringify(value) : String(value));
	}
	return form;
}
