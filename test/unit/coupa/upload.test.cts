import { failureOf } from '../support/failureOf.cts';
import type { TestFile } from '../support/executeFunctions.cts';
import { SimulatedCoupa, invoice } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
	await world.run('invoice', 'upsert', [invoice()]);
});
afterEach(() => world.coupa.stop());

const pdf = (fileName = 'INV-1001.pdf'): TestFile => ({
	fileName,
	mimeType: 'application/pdf',
	content: Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff, 0x0d, 0x0a]),
});
const INVOICE = { record: { mode: 'key', value: 'INV-1001' }, within: '4343' };
const upload = async (operation: string, files: Array<TestFile | undefined>, more = {}) =>
	await world.run(
		'invoice',
		operation,
		files.map(() => ({})),
		{ ...INVOICE, ...more },
		files.map((file) => file && { data: file }),
	);
const attached = () => world.coupa.store.all('attachments').map((one) => one['file-file-name'] ?? one.url);

describe('Invoice: Add Attachment', () => {
	it('adds each file with its bytes, and none a second time', async () => {
		const files = [pdf(), pdf('note.pdf')];
		const outcomes = await upload('attach', files);
		expect(outcomes.map(({ action }) => action)).toEqual(['updated', 'updated']);
		expect(world.coupa.store.all('attachments')).toMatchObject([
			{ type: 'file', 'file-file-name': 'INV-1001.pdf', 'file-file-size': '8' },
			{ 'file-content-type': 'application/pdf' },
		]);
		expect((await upload('attach', files)).map(({ action }) => action)).toEqual(['unchanged', 'unchanged']);
		expect(attached()).toEqual(['INV-1001.pdf', 'note.pdf']);
	});

	it.each(['before', 'after'] as const)('lost %s the effect: one attachment', async (when) => {
		world.lose('POST', /attachments$/, when);
		expect((await upload('attach', [pdf()]))[0]).toMatchObject({ action: 'updated' });
		expect([world.coupa.faults.fired('lost'), attached()]).toEqual([1, ['INV-1001.pdf']]);
	});

	it('adds a link', async () => {
		const url = 'https://files.example/INV-1001.pdf';
		await upload('attach', [undefined], { source: 'url', url });
		await upload('attach', [undefined], { source: 'url', url });
		expect(attached()).toEqual([url]);
		const [bad] = await upload('attach', [undefined], { source: 'url', url: 'files' });
		expect(failureOf(bad).message).toBe("'URL' is no web address: 'files'");
	});

	it('an item without a file fails alone', async () => {
		const [bare, nameless, good] = await upload('attach', [undefined, { ...pdf(), fileName: '' }, pdf()]);
		expect(failureOf(bare)).toMatchObject({
			code: 'COUPA_NO_FILE',
			message: "The item has no file in 'data'",
		});
		expect(failureOf(nameless).message).toBe("The file in 'data' has no name");
		expect(good).toMatchObject({ action: 'updated' });
	});
});

describe('Invoice: Upload Image Scan', () => {
	const scan = () => world.one('invoices', {})['image-scan-file-name'];

	it.each([undefined, 'before', 'after'] as const)('gives the invoice its scan (lost %s)', async (when) => {
		if (when) world.lose('PUT', /image_scan$/, when);
		expect((await upload('imageScan', [pdf()]))[0]).toMatchObject({
			action: 'updated',
			changes: [{ path: 'image-scan-file-name', before: null, after: 'INV-1001.pdf' }],
		});
		expect([scan(), world.kinds(/scanned/)]).toEqual(['INV-1001.pdf', ['invoice.scanned']]);
	});

	it('replaces a scan of the same name; whether a lost one was replaced is not known', async () => {
		await upload('imageScan', [pdf()]);
		expect((await upload('imageScan', [pdf()]))[0]).toMatchObject({ action: 'updated', changes: [] });
		world.lose('PUT', /image_scan$/, 'before');
		expect(failureOf((await upload('imageScan', [pdf()]))[0])).toMatchObject({ category: 'unknown-outcome' });
	});
});

it('a dispute is withdrawn once, and only where there is one', async () => {
	const act = async () => (await world.run('invoice', 'withdrawDispute', [{}], INVOICE))[0];
	expect(await act()).toMatchObject({ action: 'unchanged' });
	world.coupa.store.update('invoices', Number(world.one('invoices', {}).id), { status: 'disputed' });
	expect(await act()).toMatchObject({ changes: [{ before: 'disputed', after: 'pending_approval' }] });
});
