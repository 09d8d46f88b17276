import type { Row } from '../simulators/ais/catalogue/index.cts';
import type { Values } from '../simulators/coupa/index.cts';
import { currencyCells, foreignCurrency } from '../simulators/sample/business/documents.cts';
import { orderLine, type LineKind } from '../simulators/sample/business/orderLines.cts';
import { STATUS } from '../simulators/sample/business/orders.cts';
import { DECIMALS } from '../simulators/sample/business/money.cts';
import { BUYING_COMPANIES } from '../simulators/sample/business/accounts.cts';
import { SAMPLE_SITE } from '../simulators/sample/index.cts';
import { amountText, unitsOf, type Business, type Deed } from './business.cts';
import { keyOf } from './businessInJde.cts';

/** What buyers and the goods-in do in JD Edwards: orders, their lines, receipts, and matching. */

const KINDS: readonly LineKind[] = ['goods', 'goods', 'goods', 'lumpSum', 'otherPricingUnit', 'unevenPrice'];
const RECEIVED = { LTTR: '400', NXTR: '400' };

export const enterOrder: Deed = ({ world, random, suppliers, day }) => {
	const { tables } = world.ais;
	const company = random.pick([BUYING_COMPANIES[0], ...BUYING_COMPANIES]);
	const currency = random.chance(0.2) ? foreignCurrency(company, random) : company.currency;
	const DOCO = Math.max(...tables.rows('F4301').map((row) => Number(row.DOCO))) + 1;
	const AN8 = random.pick(suppliers);
	const shared: Row = {
		...{ KCOO: company.company, DOCO, DCTO: 'OP', SFXO: '000', AN8, TRDJ: day },
		...currencyCells(company, currency),
	};
	const isApproved = random.chance(0.6);
	const [LTTR, NXTR] = isApproved ? STATUS.approved : STATUS.entered;
	for (let index = 0; index < random.between(2, 4); index += 1) {
		const line = orderLine({ kind: random.pick(KINDS), index, company, currency, random });
		const own = { LTTR, NXTR, CO: company.company, MCU: company.businessUnit, DRQJ: day, PDDJ: day };
		tables.insert('F4311', { ...shared, ...line, LNID: index + 1, ...own });
	}
	tables.insert('F4301', {
		...shared,
		...{ MCU: company.businessUnit, DRQJ: day, BCRC: company.currency, PTC: 'N30', ORBY: 'BUYER01' },
	});
	return `order ${DOCO} of ${company.company} ${isApproved ? 'approved' : 'entered'}`;
};

export const approveOrders: Deed = (business) => approveSome(business, 0.6);

export function approveSome({ world, random, suppliers }: Business, share: number): string | undefined {
	const [LTTR, NXTR] = STATUS.entered;
	const orders = new Set(
		world.ais.tables
			.rows('F4311')
			.filter((row) => row.LTTR === LTTR && row.NXTR === NXTR && suppliers.includes(Number(row.AN8)))
			.map(({ DOCO }) => DOCO),
	);
	const approved = [...orders].filter(() => random.chance(share));
	const [last, next] = STATUS.approved;
	for (const DOCO of approved)
		world.ais.tables.update('F4311', { DOCO, LTTR, NXTR }, { LTTR: last, NXTR: next });
	return approved.length === 0 ? undefined : `orders ${approved.join(', ')} approved`;
}

/** Another quantity or price of a line that nobody received or invoiced. */
export const changeLine: Deed = (business) => {
	const line = business.pick(untouched(business).filter(isPricedByPiece));
	if (!line) return undefined;
	const { random, world } = business;
	const currency = String(line.CRCD);
	const UORG = Number(line.UORG) + random.between(1, 20);
	const price = unitsOf(line.PRRC, currency) + (random.chance(0.5) ? random.between(1, 50) : 0);
	const AEXP = (UORG * price) / 10 ** DECIMALS[currency];
	const PRRC = price / 10 ** DECIMALS[currency];
	const changes = { UORG, UOPN: UORG, PRRC, AEXP: Number(AEXP.toFixed(DECIMALS[currency])) };
	world.ais.tables.update('F4311', (row) => row === line, changes);
	return `${lineText(line)}: ${UORG} at ${PRRC}`;
};

export const addLine: Deed = (business) => {
	const { random, world } = business;
	const other = business.pick(untouched(business));
	if (!other) return undefined;
	const company = BUYING_COMPANIES.find((one) => one.company === other.KCOO)!;
	const siblings = linesOf(business, other);
	const LNID = Math.floor(Math.max(...siblings.map((row) => Number(row.LNID)))) + 1;
	const { KCOO, DOCO, DCTO, SFXO, AN8, TRDJ, CRRM, CRCD, CRR, LTTR, NXTR, CO, MCU, DRQJ, PDDJ } = other;
	const line = orderLine({ kind: 'goods', index: 1, company, currency: String(CRCD), random });
	const shared = { KCOO, DOCO, DCTO, SFXO, AN8, TRDJ, CRRM, CRCD, CRR, LTTR, NXTR, CO, MCU, DRQJ, PDDJ };
	world.ais.tables.insert('F4311', { ...line, ...shared, LNID });
	return `${lineText({ ...other, LNID })} added`;
};

/** One line, or with it the whole order. */
export const cancelLine: Deed = (business) => {
	const line = business.pick(untouched(business));
	if (!line) return undefined;
	const [LTTR, NXTR] = STATUS.cancelled;
	const free = new Set(untouched(business));
	const all = linesOf(business, line);
	const whole = all.every((row) => free.has(row)) && business.random.chance(0.3);
	const cancelled = new Set(whole ? all : [line]);
	business.world.ais.tables.update('F4311', (row) => cancelled.has(row), { LTTR, NXTR, UOPN: 0 });
	return `${lineText(line)}${whole ? ' and all others' : ''} cancelled`;
};

/** Goods come in, all or a part of a line. */
export const receive: Deed = (business) => {
	const line = business.pick(untouched(business).filter(({ UORG }) => Number(UORG) > 0));
	if (!line) return undefined;
	const { tables } = business.world.ais;
	const { KCOO, DOCO, DCTO, SFXO, LNID, AN8, MCU, UOM, UORG, PRRC, FRRC, CRCD, CRR, AEXP, FEA } = line;
	const DOC = Math.max(900_000, ...tables.rows('F43121').map((row) => Number(row.DOC))) + 1;
	tables.insert('F43121', {
		...{ KCOO, DOCO, DCTO, SFXO, LNID, AN8, MCU, UOM, UORG, PRRC, FRRC, CRCD, CRR },
		...{ MATC: '1', NLIN: 1, DOC, DCT: 'OV', KCO: KCOO, TRDJ: business.day, RCDJ: business.day },
		...{ DGL: business.day, UREC: UORG, UOPN: UORG, ECST: AEXP, AREC: AEXP, FREC: FEA, AOPN: AEXP, FAP: FEA },
	});
	const received = { UREC: UORG, UOPN: 0, AREC: AEXP, FREC: FEA };
	tables.update('F4311', (row) => row === line, { ...received, ...RECEIVED });
	return `${lineText(line)} received`;
};

/** The invoice of a receipt, entered in JD Edwards by matching. */
export const matchByHand: Deed = (business) => {
	const { world, random, today, entered } = business;
	const receipt = business.pick(openReceipts(business));
	if (!receipt) return undefined;
	const currency = String(receipt.CRCD);
	const company = BUYING_COMPANIES.find((one) => one.company === receipt.KCOO)!;
	const isForeign = currency !== company.currency;
	const amount = amountText(unitsOf(isForeign ? receipt.FREC : receipt.AREC, currency), currency);
	const invoice = business.number('M');
	const outputs = world.ais.clerk.perform(
		'matchVoucher',
		{
			...{ Company: String(receipt.KCOO), Supplier: String(receipt.AN8), InvoiceNumber: invoice },
			...{ GrossAmount: amount, InvoiceDate: business.ago(random.between(0, 5)), GLDate: today },
			...{ PaymentTerms: 'N30', Currency: currency },
			...(isForeign ? { ExchangeRate: String(receipt.CRR) } : {}),
		},
		{
			OrderLines: [
				{
					...{ OrderCompany: String(receipt.KCOO), OrderType: String(receipt.DCTO) },
					...{ OrderNumber: String(receipt.DOCO), OrderSuffix: String(receipt.SFXO) },
					...{ OrderLine: String(receipt.LNID), ReceiptDocument: String(receipt.DOC) },
					...{ ReceiptLine: String(receipt.NLIN), Quantity: String(receipt.UREC), Amount: amount },
				},
			],
		},
	);
	entered.add(keyOf(outputs));
	return `voucher ${keyOf(outputs)} '${invoice}' matched with receipt ${String(receipt.DOC)}`;
};

/** Nothing more is to come: every live line is closed. */
export const closeOrder: Deed = (business) => {
	const { tables } = business.world.ais;
	const [LTTR, NXTR] = STATUS.closed;
	const lines = business.pick(
		[...groups(business)].filter(
			(some) =>
				some.every((row) => Number(row.UREC) > 0 || row.LTTR === STATUS.cancelled[0]) &&
				some.some((row) => row.LTTR !== STATUS.cancelled[0] && row.LTTR !== LTTR) &&
				!some.some((row) => openReceipts(business).some((receipt) => sameLine(receipt, row))),
		),
	);
	if (!lines) return undefined;
	const live = new Set(lines.filter((row) => row.LTTR !== STATUS.cancelled[0]));
	tables.update('F4311', (row) => live.has(row), { LTTR, NXTR });
	return `order ${String(lines[0].DOCO)} closed`;
};

/** Receipts that nobody invoiced, neither here nor in Coupa. */
export function openReceipts(business: Business): Row[] {
	const free = new Set(candidates(business).filter((line) => !isInvoiced(business, line)));
	return business.world.ais.tables
		.rows('F43121')
		.filter(
			(row) =>
				row.MATC === '1' &&
				Number(row.UPTD) === 0 &&
				Number(row.UREC) > 0 &&
				[...free].some((line) => sameLine(row, line)),
		);
}

/** Live lines of orders of this site that nobody received or invoiced. */
export function untouched(business: Business): Row[] {
	const receipts = business.world.ais.tables.rows('F43121');
	return candidates(business).filter(
		(line) =>
			Number(line.UREC) === 0 && !receipts.some((row) => sameLine(row, line)) && !isInvoiced(business, line),
	);
}

function candidates({ world, suppliers }: Business): Row[] {
	const { tables } = world.ais;
	const orders = new Set(
		tables
			.rows('F4301')
			.filter(
				({ DCTO, SFXO, HOLD, AN8, KCOO, TRDJ }) =>
					DCTO === 'OP' &&
					SFXO === '000' &&
					HOLD === '' &&
					suppliers.includes(Number(AN8)) &&
					SAMPLE_SITE.companies[String(KCOO)] !== undefined &&
					String(TRDJ) >= SAMPLE_SITE.goLive.replaceAll('-', ''),
			)
			.map(({ DOCO }) => DOCO),
	);
	const gone = [STATUS.cancelled[0], STATUS.closed[0], '220'];
	return tables
		.rows('F4311')
		.filter(
			(row) =>
				orders.has(row.DOCO) &&
				row.SFXO === '000' &&
				row.AVCH !== 'Y' &&
				row.NXTR !== '999' &&
				!gone.includes(String(row.LTTR)),
		);
}

function groups(business: Business): Row[][] {
	const byOrder = new Map<unknown, Row[]>();
	for (const line of candidates(business)) byOrder.set(line.DOCO, linesOf(business, line));
	return [...byOrder.values()];
}

function linesOf({ world }: Business, { DOCO, DCTO, KCOO, SFXO }: Row): Row[] {
	return world.ais.tables
		.rows('F4311')
		.filter((row) => row.DOCO === DOCO && row.DCTO === DCTO && row.KCOO === KCOO && row.SFXO === SFXO);
}

const isPricedByPiece = ({ UORG, UOM, UOM3, CRRM, PRRC, AEXP, CRCD }: Row): boolean =>
	Number(UORG) > 0 &&
	UOM === UOM3 &&
	CRRM === 'D' &&
	Number.isInteger(Number(UORG)) &&
	unitsOf(PRRC, String(CRCD)) * Number(UORG) === unitsOf(AEXP, String(CRCD)) &&
	unitsOf(PRRC, String(CRCD)) / 10 ** DECIMALS[String(CRCD)] === Number(PRRC);

export function sameLine(row: Row, other: Row): boolean {
	return ['DOCO', 'DCTO', 'KCOO', 'SFXO', 'LNID'].every((alias) => row[alias] === other[alias]);
}

export const poNumber = ({ KCOO, DCTO, DOCO }: Row): string =>
	[Number(KCOO), DCTO, DOCO].map(String).join('-');

/** The line as Coupa has it, if it has. */
export function lineInCoupa({ world }: Business, line: Row): Values | undefined {
	const order = world.coupa.store.find('purchase_orders', { 'po-number': poNumber(line) });
	const lines = (order?.['order-lines'] ?? []) as Values[];
	return lines.find((one) => Number(one['line-num']) === Number(line.LNID));
}

function isInvoiced(business: Business, line: Row): boolean {
	const found = lineInCoupa(business, line);
	const kept = found && business.world.coupa.store.find('order_lines', { id: found.id ?? null });
	return Number((kept ?? found)?.invoiced ?? 0) > 0;
}

const lineText = ({ DOCO, LNID }: Row): string => `order ${String(DOCO)} line ${String(LNID)}`;
