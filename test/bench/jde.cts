// What reading a large table costs, in calls, time and memory: `npm run bench:jde`. Prints figures and asserts nothing.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { JdeAisApi } from '../../credentials/JdeAisApi.credentials';
import { runOperation } from '../../lib/node/router';
import { tableOperations } from '../../nodes/JdeAis/actions/table';
import { executeFunctions } from '../unit/support/executeFunctions.cts';
import { preAuthentication } from '../unit/support/preAuthentication.cts';

const CHUNK = 5_000;
const PAGE = 500;
const MEBIBYTE = 1_048_576;

/** One execution of Get Changed, as a called branch of a template makes it; nothing of it is kept. */
async function chunkAfter(stored: IDataObject, startAfter: string): Promise<{ rows: number; next: string }> {
	const context = executeFunctions({
		parameters: {
			...{ resource: 'table', operation: 'getChanged', table: 'F0101', targetType: 'table' },
			...{ match: 'MATCH_ALL', conditions: {}, conditionGroups: '{}' },
			...{ changedSince: '2026-11-21', changedUntil: '2026-11-22', overlapDays: 1 },
			...{ returnAll: false, limit: CHUNK },
			options: { pageSize: PAGE, startAfter, reportChunk: true, columns: 'AN8, ALPH, AT1, UPMJ' },
		},
		credentials: {
			get jdeAisApi() {
				return { ...stored };
			},
		},
		sendWithCredential: preAuthentication(new JdeAisApi(), stored),
		node: { credentials: { jdeAisApi: { id: 'credential-1', name: 'JDE' } } },
	});
	const [report, ...rows] = await runOperation(context, { table: tableOperations });
	return { rows: rows.length, next: String((report!.json.chunk as IDataObject).next ?? '') };
}

async function asked<T>(server: ChildProcess, question?: string): Promise<T> {
	if (question) server.send(question);
	const [answer] = (await once(server, 'message')) as [T];
	return answer;
}

function heap(): number {
	(globalThis as { gc?: () => void }).gc?.();
	return process.memoryUsage().heapUsed / MEBIBYTE;
}

async function main(): Promise<void> {
	const execArgv = process.execArgv.filter((argument) => argument !== '--expose-gc');
	const server = fork(path.join(__dirname, 'jdeServer.cts'), { execArgv });
	try {
		const serverUrl = await asked<string>(server);
		const who = { username: 'N8N', password: 'sesame-one', environment: 'JDV920', role: '*ALL' };
		const how = { deviceName: 'bench', signOnWith: 'body', ignoreSslIssues: false };
		const session = { sessionToken: '', sessionOwner: '', userDateFormat: '' };
		const stored: IDataObject = { serverUrl, ...who, ...how, ...session };
		const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
		const heaps: number[] = [];
		let [rows, next] = [0, ''];
		do {
			const chunk = await chunkAfter(stored, next);
			rows += chunk.rows;
			({ next } = chunk);
			heaps.push(heap());
		} while (next !== '');
		const seconds = (performance.now() - startedAt) / 1000;
		const { user, system } = process.cpuUsage(cpuBefore);
		const calls = await asked<number>(server, 'calls');
		const ideal = Math.ceil(rows / PAGE);
		const mib = (value: number | undefined) => `${(value ?? 0).toFixed(1)} MiB`;
		console.log(`${rows} rows in ${heaps.length} chunks of ${CHUNK}, pages of ${PAGE}`);
		console.log(`  calls made / ideal calls: ${calls} / ${ideal} = ${(calls / ideal).toFixed(4)}`);
		console.log(
			`  heap after the first chunk ${mib(heaps[0])}, the middle one ${mib(heaps[heaps.length >> 1])}, ` +
				`the last ${mib(heaps[heaps.length - 1])}; the highest ${mib(Math.max(...heaps))}`,
		);
		console.log(`  ${seconds.toFixed(1)} s, most of it the simulator's`);
		console.log(`  CPU of the node ${((user + system) / rows).toFixed(0)} µs a row, its HTTP calls included`);
	} finally {
		server.send('stop');
	}
}

void main();
