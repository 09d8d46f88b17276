import { jobState, reportBody } from '../../../nodes/JdeAis/model/report';
import { TestAis } from './aisNode.cts';

describe('the status of a job', () => {
	it.each([
		['D', 'done'],
		['E', 'failed'],
		['H', 'held'],
		['P', 'running'],
		['S', 'waiting'],
		['W', 'waiting'],
		[' d ', 'done'],
		['Done', 'done'],
		['Error', 'failed'],
		['Processing', 'running'],
		['In Queue', 'waiting'],
		['X', 'unknown'],
		['Deleted', 'unknown'],
		['', 'unknown'],
		[undefined, 'unknown'],
	])('%p is %s', (status, state) => {
		expect(jobState(status)).toBe(state);
	});
});

describe('a submission', () => {
	it('cannot be talked into waiting on the connection, or into another report', () => {
		const more = { fireAndForget: false, reportName: 'R99', printOptions: { copies: 1 } };
		const request = { name: 'R1', version: 'V1', processingOptions: [], interconnects: [], more };
		expect(reportBody(request)).toEqual({
			reportName: 'R1',
			reportVersion: 'V1',
			fireAndForget: true,
			printOptions: { copies: 1 },
		});
	});
});

it('a cancelled execution stops waiting for a report, and the job goes on', async () => {
	const ais = await TestAis.start();
	const cancel = new AbortController();
	ais.simulator!.faults.add({
		name: 'cancel',
		path: /report\/status$/,
		effect: { before: () => void setTimeout(() => cancel.abort(), 50) },
	});
	const parameters = { reportName: 'R04424', reportVersion: 'ZJDE0001', wait: true };
	const more = { signal: cancel.signal, continueOnFail: false };
	await expect(ais.run('report', 'submit', parameters, more)).rejects.toThrow();
	expect(ais.simulator!.faults.fired('cancel')).toBe(1);
	expect(ais.simulator!.ledger.count('POST', /report\/status$/)).toBe(1);
	await ais.stop();
});
