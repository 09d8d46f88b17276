import { errorOf, outputOf } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import { startAisSimulator, type AisSimulator } from '../simulators/ais/index.cts';
import { startCoupaSimulator, type CoupaSimulator } from '../simulators/coupa/index.cts';
import { FAST, knowAllTerms, writesIn } from './support.cts';
import { startWorld, type World } from './world.cts';

let world: World;
let otherAis: AisSimulator;
let otherCoupa: CoupaSimulator;

beforeAll(async () => {
	world = await startWorld(sharedN8n(), { suppliers: 60, coupa: FAST });
	knowAllTerms(world);
	otherAis = await startAisSimulator({ company: world.company });
	otherCoupa = await startCoupaSimulator({ seed: 2, ...FAST });
	await world.goLive();
	await world.runSuppliers();
});

afterAll(async () => {
	await world?.stop();
	await otherAis?.stop();
	await otherCoupa?.stop();
});

const hostOf = (url: string) => new URL(url).host;

async function run() {
	const execution = await world.runSuppliers();
	const error = errorOf(execution);
	return { execution, said: `${error?.message} ${error?.description}` };
}

describe('a flow whose credentials lead to another pair than the one set-up pinned', () => {
	it('refuses to read another JD Edwards, and names both', async () => {
		await world.n8n.updateCredential(world.credentials.jde, { serverUrl: otherAis.url });
		world.coupa.ledger.clear();

		const { said } = await run();

		expect(said).toContain(hostOf(otherAis.url));
		expect(said).toContain(hostOf(world.ais.url));
		expect(otherAis.ledger.count('POST', /dataservice/)).toBe(0);
		expect(world.coupa.ledger.exchanges).toEqual([]);
	});

	it('refuses to write into another Coupa, and names both', async () => {
		await world.n8n.updateCredential(world.credentials.jde, { serverUrl: world.ais.url });
		await world.n8n.updateCredential(world.credentials.coupa, { instanceUrl: otherCoupa.url });
		const { watermark } = await world.state();

		const { said } = await run();

		expect(said).toContain(hostOf(otherCoupa.url));
		expect(said).toContain(hostOf(world.coupa.url));
		expect(writesIn(otherCoupa.ledger)).toEqual([]);
		expect((await world.state()).watermark).toBe(watermark);
		expect(await world.parked()).toEqual([]);
	});
});

describe('set-up with another pair', () => {
	it('pins it, and the flow starts again with a dry run', async () => {
		await world.n8n.updateCredential(world.credentials.jde, { serverUrl: otherAis.url });
		const setUp = await world.run(world.setup, 'Set Up');
		expect(errorOf(setUp)).toBeUndefined();
		expect(outputOf(setUp, 'Result')).toMatchObject([
			{ jdeEdwards: `JDV920 at ${hostOf(otherAis.url)}`, coupa: hostOf(otherCoupa.url) },
		]);
		expect(await world.state()).toMatchObject({ watermark: '', cursor: '', confirmation: '' });

		const { execution, said } = await run();

		expect([execution.status, said]).toEqual(['success', 'undefined undefined']);
		expect(outputOf(execution, 'Record Run')).toMatchObject([{ action: 'dry run' }]);
		expect(writesIn(otherCoupa.ledger)).toEqual([]);
		expect(await world.state()).toMatchObject({ watermark: '', confirmation: 'waiting' });
	});

	it('posts into the new pair after confirmation, and leaves the old one alone', async () => {
		await world.confirmFirstRun();
		world.coupa.ledger.clear();
		world.ais.ledger.clear();

		await run();

		expect(otherCoupa.ledger.count('POST', /^\/api\/suppliers$/)).toBeGreaterThan(50);
		expect([world.coupa.ledger.exchanges, world.ais.ledger.exchanges]).toEqual([[], []]);
	});
});
