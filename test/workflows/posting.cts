import type { Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import type { IDataObject } from '../n8n/types.cts';
import { checkLedger } from '../simulators/ais/accounting/index.cts';
import type { Row } from '../simulators/ais/catalogue/index.cts';
import type { InvoiceDraft, Values } from '../simulators/coupa/index.cts';
import { FAST } from './support.cts';
import { setSetting, startWorld, type World, type WorldOptions } from './world.cts';

/** Key of the sender of events, as the credential has it. */
export const EVENT_KEY = Buffer.from('the key with which events are signed');
export const EVENT_SECRET = `whsec_${EVENT_KEY.toString('base64')}`;
export const CHART = 'Financial Distribution Co';
const ACCOUNT = 'CC30-8605';

type Line = InvoiceDraft['lines'][number];

export interface Posting {
	world: World;
	/** address number of a supplier that both systems have */
	supplier: number;
	/** Enters an approved invoice on Coupa's screens. @returns its ID */
	invoice(draft: Partial<InvoiceDraft> & { lines: Line[] }): number;
	/** pay items that bear the stamp of an invoice, without adjustments */
	vouchers(id: number): Row[];
	exported(id: number): unknown;
	/** effects on the ledger of JD Edwards, by kind */
	effects(kind: string): Array<{ kind: string; key: string; detail?: unknown }>;
	/** what is wrong with the vouchers that came from Coupa */
	wrong(): string[];
	run(trigger?: string): Promise<Execution>;
	parked(): Promise<Array<Record<string, unknown>>>;
	settle(name: string, value: unknown): Promise<void>;
	stop(): Promise<void>;
}

/** The posting flow, live: its first run was a dry run over no invoices, and was confirmed. */
export async function startPosting(options: WorldOptions = {}, settings: IDataObject = {}): Promise<Posting> {
	const n8n = sharedN8n();
	const events = await n8n.createCredential('coupaWebhookApi', 'Coupa events', {
		signingSecret: EVENT_SECRET,
	});
	const world = await startWorld(n8n, {
		coupa: FAST,
		flows: ['coupaToJde'],
		...options,
		ais: { accounting: { rules: { stampColumn: 'URRF' } }, ...options.ais },
	});
	const flow = world.flows.coupaToJde;
	const settle = async (name: string, value: unknown) => {
		await n8n.saveWorkflow(flow, (workflow) => setSetting(workflow, name, value));
		await n8n.publish(flow);
	};
	for (const [name, value] of Object.entries(settings)) {
		await n8n.saveWorkflow(flow, (workflow) => setSetting(workflow, name, value));
	}
	const { ais, coupa, company } = world;
	const known = company.tables.F0401.find(
		({ AN8R, TRAP, HOLD }) => AN8R === 0 && TRAP === 'N30' && HOLD === '',
	);
	const supplier = Number(known?.AN8);
	coupa.store.insert('suppliers', { name: 'Posting Supplies', number: String(supplier), status: 'active' });
	await world.goLive();
	// The first posting is over too: from here on events are taken up.
	await world.runFlow('coupaToJde');
	let serial = 0;
	const stamped =
		(id: number) =>
		({ URRF, DCT }: Row) =>
			URRF === `C${id}` && DCT !== 'PE';
	return {
		world,
		supplier,
		invoice({ lines, ...draft }) {
			serial += 1;
			const entered: Values = coupa.desk.invoice({
				number: `INV-${serial}`,
				supplier: String(supplier),
				accountType: CHART,
				lines: lines.map((line) => (line.order ? line : { account: ACCOUNT, ...line })),
				...draft,
			});
			return Number(entered.id);
		},
		vouchers: (id) => ais.tables.rows('F0411').filter(stamped(id)),
		exported: (id) => coupa.store.find('invoices', { id })?.exported,
		effects: (kind) => ais.ledger.effects.filter((effect) => effect.kind === kind),
		wrong: () => checkLedger(ais.tables, { vouchers: ({ URRF }) => /^C\d+$/.test(String(URRF)) }),
		run: async (trigger = 'Run Now') => await world.run(flow, trigger),
		parked: async () => await world.parked(),
		settle,
		async stop() {
			await world.stop();
			await n8n.deleteCredential(events.id);
		},
	};
}
