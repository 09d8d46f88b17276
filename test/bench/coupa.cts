// What the Coupa node costs, in calls, time and CPU: `npm run bench:coupa`. Prints figures and asserts nothing.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { runOperation } from '../../lib/node/router';
import { operations } from '../../nodes/Coupa/actions';
import { DEMO_CLIENT } from '../simulators/coupa/index.cts';
import { executeFunctions } from '../unit/support/executeFunctions.cts';
import { oauth2 } from '../unit/support/oauth2.cts';
import type { Traffic } from './coupaServer.cts';
import { DISTINCT_TERMS, leaves, supplier } from './suppliers.cts';

const RECORDS = Number(process.env.BENCH_RECORDS ?? 5_000);
const CEILING = 25;
const KEYS_A_CALL = 50;
/** What a GET by number and a PUT in stock nodes cost n8n 2.41 on two cores; taken over, not measured here. */
const STOCK_MS = 33;
/** GET and PUT of each record, whatever differs. */
const STOCK_CALLS = 2;
/** CPU of one expression for one item in n8n 2.41; taken over, measured by `npm run bench:coupa:n8n`. */
const EXPRESSION_MS = 0.42;

interface Run {
	actions: Record<string, number>;
	seconds: number;
	cpuMsPerRecord: number;
	traffic: Traffic;
}

async function asked<T>(server: ChildProcess, question?: string): Promise<T> {
	if (question) server.send(question);
	const [answer] = (await once(server, 'message')) as [T];
	return answer;
}

function nodeAt(server: ChildProcess, url: string) {
	const credential: IDataObject = {
		instanceUrl: url,
		clientId: DEMO_CLIENT.id,
		clientSecret: DEMO_CLIENT.secret,
		accessTokenUrl: `${url}/oauth2/token`,
	};
	return async (
		items: IDataObject[],
		document: Record<string, unknown> = { document: 'wholeItem' },
	): Promise<Run> => {
		const context = executeFunctions({
			parameters: {
				...{ resource: 'supplier', operation: 'upsert', createOnlyFields: '' },
				options: { requestsPerSecond: CEILING },
				...document,
			},
			credentials: { coupaOAuth2Api: credential },
			items,
			continueOnFail: true,
			sendWithCredential: oauth2(credential, () => Date.now()),
		});
		const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
		const results = await runOperation(context, operations);
		const { user, system } = process.cpuUsage(cpuBefore);
		const seconds = (performance.now() - startedAt) / 1000;
		const actions: Record<string, number> = {};
		for (const { json } of results) {
			const name = String(json.action ?? (json.error as IDataObject).code);
			actions[name] = (actions[name] ?? 0) + 1;
		}
		const cpuMsPerRecord = (user + system) / 1000 / items.length;
		return { actions, seconds, cpuMsPerRecord, traffic: await asked<Traffic>(server, 'traffic') };
	};
}

function print(title: string, { actions, seconds, cpuMsPerRecord, traffic }: Run): void {
	const { reads, writes, throttled, ignored } = traffic;
	console.log(`\n${title}: ${JSON.stringify(actions)} in ${seconds.toFixed(1)} s`);
	console.log(`  calls ${reads + writes} (${writes} writes), 429 or 503: ${throttled}, ignored: ${ignored}`);
	console.log(`  CPU of the node ${cpuMsPerRecord.toFixed(3)} ms a record, its HTTP calls included`);
}

/** Each leaf as a row of its own, filled by an expression. */
function mappedByExpression(): { document: string; fieldsToSend: unknown } {
	const read = (item: IDataObject, name: string) =>
		name.split('.').reduce<unknown>((value, key) => (value as IDataObject)[key], item);
	const values = leaves(supplier(0)).map((attribute) => ({
		attribute,
		value: (item: IDataObject) => read(item, attribute),
	}));
	return { document: 'defineBelow', fieldsToSend: { values } };
}

async function main(): Promise<void> {
	const server = fork(path.join(__dirname, 'coupaServer.cts'), { execArgv: process.execArgv });
	try {
		const { url } = await asked<{ url: string }>(server);
		const upsert = nodeAt(server, url);
		const items = Array.from({ length: RECORDS }, (_, i) => supplier(i));
		const terms = Math.min(RECORDS, DISTINCT_TERMS);
		const fields = leaves(supplier(0)).length;
		console.log(`${RECORDS} suppliers of ${fields} fields, ${terms} payment terms;`);
		console.log(`Coupa at ${CEILING} calls a second with a burst of 20, the node at the same ceiling.`);

		const first = await upsert(items);
		print('First upsert', first);
		const calls = first.traffic.reads + first.traffic.writes;
		const ideal = Math.ceil(RECORDS / KEYS_A_CALL) + RECORDS + Math.ceil(terms / KEYS_A_CALL);
		console.log(`  calls made / ideal calls: ${(calls / ideal).toFixed(4)} (target <= 1.02)`);
		const share = calls / first.seconds / CEILING;
		console.log(`  share of the ceiling used: ${share.toFixed(3)} (target >= 0.95)`);

		const again = await upsert(items);
		print('The same again, whole item as document', again);
		const rate = RECORDS / again.seconds;
		const stockBySpeed = CEILING / STOCK_CALLS;
		console.log(`  ${rate.toFixed(0)} records a second`);
		console.log(
			`  a stock workflow (GET, then PUT) may make ${stockBySpeed} records a second at this ceiling: ` +
				`${(rate / stockBySpeed).toFixed(0)} times (target >= 60)`,
		);
		console.log(
			`  and without any ceiling ${(1000 / STOCK_MS).toFixed(0)}, at ${STOCK_MS} ms a record on two cores: ` +
				`${((rate * STOCK_MS) / 1000).toFixed(0)} times`,
		);

		const mapped = mappedByExpression();
		print(`The same, ${fields} fields by expression`, await upsert(items, mapped));
		console.log(
			`  and the engine's share: ${fields} x ${EXPRESSION_MS} ms = ` +
				`${(fields * EXPRESSION_MS).toFixed(1)} ms a record`,
		);
	} finally {
		server.send('stop');
	}
}

void main();
