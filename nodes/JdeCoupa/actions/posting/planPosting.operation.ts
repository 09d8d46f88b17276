import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { settle } from '../../../../lib/failure';
import type { Plan } from '../../model/planStep';
import type { Choice } from '../../model/posting/choice';
import { mastersOf } from '../../model/posting/masters';
import { planPosting } from '../../model/posting/planPosting';
import type { PostingInput } from '../../model/posting/planPosting';
import { postingSettings } from '../../model/posting/settings';
import { refuse } from '../leftOut';
import { jsonParameter, listParameter } from '../parameters';
import { codesOf, given, items, planField, settingsField } from './fields';

const OPERATION = 'planPosting';
const rows = (displayName: string, name: string, description: string) =>
	given(OPERATION, displayName, name, description);

export const description: INodeProperties[] = [
	planField(OPERATION),
	settingsField(OPERATION),
	given(OPERATION, 'Choice', 'choice', "What 'Posting: Choose Documents' said", '{}'),
	rows('Invoices', 'invoices', 'The invoices of the chunk, as Coupa has them now'),
	rows(
		'Suppliers, Accounts and Order Lines',
		'masters',
		'Rows of F0401, F0101, F0901 and F4311 that the choice asked for, each with the place of its question in the list, as `asked`',
	),
	rows('Vouchers', 'vouchers', "Documents of 'JDE AIS: Voucher' that bear the stamps of these invoices"),
	rows('Supplier Ledger Rows', 'ofSupplier', 'Rows of F0411 of the suppliers of these invoices'),
	rows('Receipts', 'receipts', 'Rows of F43121 of the orders that these invoices name'),
	rows('Companies', 'companies', "Companies with their open periods, from 'JDE AIS: Company'"),
	rows('Crosswalk', 'crosswalk', 'Rows of the crosswalk table'),
	rows('Calls', 'calls', 'The calls that this operation asked for last'),
	rows('Answers', 'answers', 'What came of these calls, in the same order'),
	rows('Parked Records', 'parked', "The flow's rows of the parked table, open or settled by people"),
	rows('Held Companies', 'held', "The list 'held' of Check Close Calendar"),
	{
		displayName: 'Proved Currencies',
		name: 'provedCurrencies',
		type: 'string',
		default: '',
		placeholder: 'e.g. JPY, KWD',
		displayOptions: { show: { resource: ['posting'], operation: [OPERATION] } },
		description:
			'Currencies without the usual two decimals whose amounts set-up has proved, separated by commas; invoices in others of that kind are parked',
	},
];

/** What was read, by parameter. One that failed to be read says so instead. */
const READ = ['invoices', 'vouchers', 'ofSupplier', 'receipts', 'companies', 'crosswalk'] as const;

/** Three outputs: calls to make, what is settled (only when no call is left), and what to mark in Coupa. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const list = (name: string) => jsonParameter<IDataObject[]>(context, name, '[]');
	const read = Object.fromEntries(READ.map((name) => [name, list(name)])) as Record<
		(typeof READ)[number],
		IDataObject[]
	>;
	const choice = jsonParameter<Choice>(context, 'choice', '{}');
	const failed = [choice, ...READ.flatMap((name) => read[name])].find(isFailure);
	if (failed) return [[], items([{ error: failed.error }]), []];
	const plan = jsonParameter<Plan>(context, 'plan', '{}');
	const made = await settle(async () => {
		const settings = {
			...postingSettings(jsonParameter<IDataObject>(context, 'settings', '{}')),
			provedCurrencies: listParameter(context, 'provedCurrencies'),
		};
		const invoices = read.invoices.filter(({ id }) => id !== undefined);
		const input: PostingInput = {
			invoices,
			keys: plan.keys,
			vouchers: read.vouchers.filter(({ key }) => key !== undefined),
			ledger: {
				ofSupplier: read.ofSupplier,
				receipts: read.receipts,
				periods: read.companies,
				codes: codesOf(read.crosswalk),
				masters: choice.reads.some(({ table }) => table !== 'F0411')
					? mastersOf(tagged(choice, list('masters')))
					: undefined,
			},
			asked: list('calls'),
			answers: list('answers'),
			plan,
			held: list('held'),
			parked: list('parked'),
			settings,
			now: new Date().toISOString(),
		};
		return await planPosting(input);
	});
	if (!made.ok) return refuse(context, made.failure, 3);
	const posting = made.value;
	const chunk = { next: choice.next, until: choice.until };
	if (posting.act.length > 0) return [items(posting.act), [], []];
	return [[], items([{ chunk }, ...posting.settled]), items(posting.mark)];
}

/** Rows of several tables came as one list: each says which of the questions it answers. */
function tagged({ reads }: Choice, rows: readonly IDataObject[]): IDataObject[] {
	return rows.map((row) => ({ ...row, table: reads[Number(row.asked)]?.table }));
}

function isFailure(item: IDataObject): boolean {
	return isRecord(item.error) && typeof item.error.category === 'string';
}
