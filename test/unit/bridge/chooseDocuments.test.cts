import type { IDataObject } from 'n8n-workflow';

import type { Choice, ChooseInput } from '../../../nodes/JdeCoupa/model/posting/choice';
import { chooseDocuments, nextStep } from '../../../nodes/JdeCoupa/model/posting/chooseDocuments';
import { postingSettings } from '../../../nodes/JdeCoupa/model/posting/settings';

const SITE = { companyCharts: '00001 = Chart A', goLive: '2026-07-01', markExported: true };
const input = (more: Partial<ChooseInput> = {}, settings: IDataObject = {}): ChooseInput => ({
	...{ mode: 'run', keys: [], cursor: '', since: '', until: '', inbox: [], chunkSize: 2, overlapDays: 1 },
	settings: postingSettings({ ...SITE, ...settings }),
	codes: (kind, code) => (kind === 'account' && code === 'CC30-8605' ? ['30.8605'] : []),
	...more,
});
const hints = (type: string, ...ids: number[]) =>
	ids.map((id, i) => ({ id: i + 1, document_type: type, document_id: String(id) }));
const invoice = (id: number): IDataObject => ({ id, 'updated-at': '2026-11-24T08:00:00-07:00' });
const payment = (id: number, ...invoices: number[]): IDataObject => ({
	id,
	'payment-details': invoices.map((one) => ({
		'source-transaction-id': one,
		'source-transaction-type': 'InvoiceHeader',
	})),
});

/** The steps of one chunk, each answered by what it reads. */
function chunk(given: ChooseInput, ...answers: IDataObject[][]): Choice[] {
	const steps = [chooseDocuments(given)];
	for (let last = steps[0]; last.step !== 'done'; last = steps[steps.length - 1]) {
		steps.push(nextStep(last, answers[steps.length - 1] ?? [{}], given));
	}
	return steps;
}

const filtersOf = (choice: Choice) => (choice.reads[0] as { filters?: IDataObject[] }).filters;
const idsOf = (choice: Choice) =>
	(filtersOf(choice) ?? []).find(({ attribute, operator }) => attribute === 'id' && operator === 'in')?.value;

describe('a run', () => {
	const phases = (mode: ChooseInput['mode'], settings: IDataObject = {}) => {
		const seen: string[] = [];
		let cursor = '';
		do {
			const steps = chunk(
				input({ mode, cursor, inbox: seen.length === 0 ? hints('invoice', 7) : [] }, settings),
			);
			seen.push(steps[0].phase);
			cursor = steps[steps.length - 1].next;
		} while (cursor !== '');
		return seen;
	};

	it('drains the inbox after an event, and has ever more nets by schedule and by night', () => {
		expect(phases('event')).toEqual(['inbox']);
		expect(phases('run')).toEqual(['inbox', 'changed', 'notExported']);
		expect(phases('run', { markExported: false })).toEqual(['inbox', 'changed']);
		expect(phases('run', { coupaPay: true })).toEqual(['inbox', 'changed', 'notExported', 'payments']);
		expect(phases('night')).toEqual(['inbox', 'changed', 'notExported', 'unpaid']);
	});

	it('reads on behind the last one of a full page, from the watermark less the overlap', () => {
		const given = input({ since: '2026-11-20T10:00:00.000Z' });
		const steps = chunk(given, [invoice(3), invoice(9)]);

		expect(filtersOf(steps[0])).toContainEqual({
			...{ attribute: 'updated-at', operator: 'gt_or_eq', value: '2026-11-19T10:00:00.000Z' },
		});
		const { next } = steps[steps.length - 1];
		expect(filtersOf(chooseDocuments(input({ cursor: next })))).toContainEqual({
			...{ attribute: 'id', operator: 'gt', value: '9' },
		});
	});

	it('moves the watermark by what changed, never by an event', () => {
		const since = '2026-11-20T00:00:00.000Z';
		const until = (more: Partial<ChooseInput>) => chunk(input({ since, ...more }), [invoice(7)]).pop()?.until;

		expect(until({})).toBe('2026-11-24T15:00:00.000Z');
		expect(until({ mode: 'event', inbox: hints('invoice', 7) })).toBe(since);
	});

	it('ends the chunk with what could not be read, and leaves the rest to the next run', () => {
		const error = { category: 'unavailable', message: 'Coupa did not answer' };

		expect(chunk(input(), [{ error }]).pop()).toMatchObject({ step: 'done', error, reads: [] });
	});

	it('forgets a place that no net has any more', () => {
		const cursor = JSON.stringify({ mode: 'night', phase: 'sweep', after: '5' });

		expect(chooseDocuments(input({ cursor })).phase).toBe('changed');
	});
});

describe('events', () => {
	it('name each invoice once, and leave the rest for the next chunk', () => {
		const given = input({ mode: 'event', inbox: hints('invoice', 7, 8, 7, 9, 7) });

		const steps = chunk(given, [invoice(7), invoice(8)]);

		expect(idsOf(steps[0])).toBe('7,8');
		expect(steps.pop()).toMatchObject({ inboxUpTo: 3, next: expect.stringContaining('inbox') });
	});

	it('that name no invoice mean: look at everything that changed', () => {
		const steps = chunk(input({ mode: 'event', inbox: hints('payment', 5) }));

		expect(JSON.parse(steps.pop()!.next)).toMatchObject({ mode: 'run', phase: 'changed' });
	});

	it('go on with a run that was cut off', () => {
		const cursor = JSON.stringify({ mode: 'run', phase: 'changed', after: '5' });

		expect(chooseDocuments(input({ mode: 'event', cursor }))).toMatchObject({
			mode: 'run',
			phase: 'changed',
		});
	});

	it('that name a payment of Coupa Pay lead to the invoices it pays', () => {
		const inbox = [...hints('invoice', 7), { id: 2, document_type: 'payment', document_id: '5' }];
		const steps = chunk(input({ mode: 'event', inbox }, { coupaPay: true }), [payment(5, 8, 9)]);

		expect(steps[0]).toMatchObject({ step: 'payments', reads: [{ resourcePath: 'coupa_pay/payments' }] });
		expect([idsOf(steps[0]), idsOf(steps[1])]).toEqual(['5', '7,8,9']);
		expect(steps.pop()).toMatchObject({ inboxUpTo: 2, next: '' });
	});

	it('that name a payment which pays no invoice, or is none, mean: look at everything', () => {
		for (const found of [[{}], [payment(5)]]) {
			const steps = chunk(input({ mode: 'event', inbox: hints('payment', 5) }, { coupaPay: true }), found);

			expect(JSON.parse(steps.pop()!.next)).toMatchObject({ mode: 'run', phase: 'changed' });
		}
	});
});

describe('payments of Coupa Pay', () => {
	const at = (after: string) => JSON.stringify({ mode: 'run', phase: 'payments', after });

	it('lead to the invoices they paid, a chunk of them at a time, whatever one payment holds', () => {
		const all = [payment(1, 11), payment(2, 21, 22, 23), payment(4), payment(5, 11, 51)];
		const seen: string[] = [];
		let cursor = at('');
		for (let i = 0; i < 20 && cursor !== ''; i += 1) {
			const given = input({ cursor }, { coupaPay: true });
			const [{ after }] = chunk(given);
			const read = all.filter(({ id }) => Number(id) >= Number(after.split('/')[0])).slice(0, 3);
			const steps = chunk(given, read.length > 0 ? read : [{}]);
			seen.push(String(idsOf(steps[1])));
			cursor = steps[steps.length - 1].next;
		}

		const ids = seen.join(',').split(',');
		expect(ids.filter((id) => id !== '0')).toEqual(['11', '21', '22', '23', '11', '51']);
		expect(seen.every((ids) => ids.split(',').length <= 2)).toBe(true);
	});

	it('are read without the bank account they went to', () => {
		const [{ reads }] = chunk(input({ cursor: at('') }, { coupaPay: true }));

		expect((reads[0] as { fields: string }).fields).not.toMatch(/account|payee/);
	});

	it('of expenses and of other kinds lead nowhere', () => {
		const expense = {
			id: 1,
			'payment-details': [{ 'source-transaction-id': 7, 'source-transaction-type': 'ExpenseReport' }],
		};

		expect(idsOf(chunk(input({ cursor: at('') }, { coupaPay: true }), [expense])[1])).toBe('0');
	});
});

describe('the night', () => {
	const cursor = (after: string) => JSON.stringify({ mode: 'night', phase: 'unpaid', after });
	const stamp = (URRF: string) => ({ URRF });

	it('asks JD Edwards what of ours is unpaid, and compares it with Coupa whatever its age', () => {
		const steps = chunk(input({ mode: 'night', cursor: cursor('') }), [stamp('C47'), stamp('C47')]);

		expect(steps[0].reads).toEqual([
			{
				...{ table: 'F0411', columns: 'URRF', orderBy: 'URRF', limit: 2 },
				where: {
					conditions: [
						{ column: 'URRF', operator: 'STR_START_WITH', value: 'C' },
						{ column: 'AAP', operator: 'NOT_EQUAL', value: '0' },
					],
				},
			},
		]);
		expect(filtersOf(steps[1])).toEqual([{ attribute: 'id', operator: 'in', value: '47' }]);
	});

	it('goes on behind the last stamp, through all of them, and passes over what is none', () => {
		const all = ['C10', 'C11', 'C11', 'C12', 'CASH', 'CX', 'C9'].sort();
		const seen: string[] = [];
		let at = cursor('');
		for (let i = 0; i < 20 && at !== ''; i += 1) {
			const given = input({ mode: 'night', cursor: at });
			const { after } = chooseDocuments(given);
			const read = all
				.filter((one) => one > after)
				.slice(0, 2)
				.map(stamp);
			const steps = chunk(given, read.length > 0 ? read : [{}]);
			seen.push(String(idsOf(steps[1])));
			at = steps[steps.length - 1].next;
		}

		expect(seen.join(',').split(',')).toEqual(expect.arrayContaining(['10', '11', '12', '9']));
	});
});

describe('suppliers and accounts', () => {
	const approved = (id: number, code: string): IDataObject => ({
		...invoice(id),
		...{ status: 'approved', 'invoice-date': '2026-11-20', 'account-type': { name: 'Chart A' } },
		supplier: { number: '4343' },
		'invoice-lines': [{ account: { code } }],
	});

	it('of all invoices of the chunk are read once each', () => {
		const steps = chunk(input(), [approved(1, 'CC30-8605'), approved(2, 'CC30-8605'), approved(3, 'other')]);

		expect(steps[1].reads.map(({ table, where }) => [table, where])).toEqual([
			['F0401', { conditions: [{ column: 'AN8', operator: 'LIST', value: '4343' }] }],
			['F0101', { conditions: [{ column: 'AN8', operator: 'LIST', value: '4343' }] }],
			[
				'F0901',
				{
					match: 'any',
					groups: [
						{
							conditions: [
								{ column: 'MCU', value: '          30' },
								{ column: 'OBJ', value: '8605' },
								{ column: 'SUB', operator: 'STR_BLANK' },
							],
						},
					],
				},
			],
		]);
		expect(steps.map(({ step }) => step)).toEqual(['invoices', 'masters', 'done']);
	});

	it('come with the lines of the orders that are named', () => {
		const ordered = {
			...approved(1, ''),
			'invoice-lines': [{ 'po-number': '1-OP-123', 'order-line-num': '1' }],
		};

		const steps = chunk(input({}, { poNumber: '{company}-{type}-{number}[-{suffix}]' }), [ordered]);

		expect(steps[1].reads.map(({ table, where }) => [table, where])).toContainEqual([
			'F4311',
			{ conditions: [{ column: 'DOCO', operator: 'LIST', value: '123' }] },
		]);
	});

	it('of invoices that are not posted are not looked at', () => {
		const others = [
			{ ...approved(1, 'CC30-8605'), status: 'voided' },
			{ ...approved(2, 'CC30-8605'), 'account-type': { name: 'Chart Z' } },
		];

		expect(chunk(input(), others).map(({ step }) => step)).toEqual(['invoices', 'done']);
	});
});
