import type { IDataObject } from 'n8n-workflow';

import { bridge, failureOf } from './bridgeNode.cts';

const period = (number: number, firstDay: string, lastDay: string) => ({ number, firstDay, lastDay });
const PERIODS = [
	{
		company: '00001',
		apPeriod: period(2, '2026-02-01', '2026-02-28'),
		nextApPeriod: period(3, '2026-03-01', '2026-03-31'),
	},
	{
		company: '00070',
		apPeriod: period(2, '2026-02-01', '2026-02-28'),
		nextApPeriod: null,
		periodsMissing: 'no year behind',
	},
	{ company: '00200', apPeriod: null, periodsMissing: "F0008 has no fiscal date pattern 'R'" },
];
const check = async (date: string, company = '00001', whenClosed = 'firstOpenDay'): Promise<IDataObject> => {
	const parameters = {
		...{ dateField: 'invoice-date', companyField: 'company', keyField: 'invoice-number' },
		...{ periods: PERIODS, whenClosed },
	};
	const items = [{ 'invoice-number': 'INV-1', 'invoice-date': date, company }];
	return (await bridge('calendar', 'checkGlDate', parameters, { items }))[0]![0]!;
};

describe('the G/L date of a document for JD Edwards', () => {
	it.each(['2026-02-01', '2026-02-28', '2026-03-31', '2026-03-31T23:00:00-05:00'])(
		'is its own, %s, in the current period and in the next',
		async (date) => {
			const day = date.slice(0, 10);
			expect((await check(date)).glDate).toEqual({ date: day, wanted: day, isMoved: false, note: '' });
		},
	);

	it.each(['2026-01-31', '2026-04-01'])(
		'is moved from %s to the first day of the current period, with a note',
		async (date) => {
			expect(await check(date)).toMatchObject({
				'invoice-date': date,
				glDate: {
					date: '2026-02-01',
					wanted: date,
					isMoved: true,
					note: `G/L date 2026-02-01, the first day of period 2, because ${date} is closed in company 00001`,
				},
			});
		},
	);

	it('is none where the site parks what is closed', async () => {
		expect(failureOf(await check('2026-01-31', '00001', 'park'))).toMatchObject({
			code: 'PERIOD_CLOSED',
			category: 'period-closed',
			message:
				"Record 'INV-1' cannot be posted under 2026-01-31: company 00001 has 2026-02-01 to 2026-03-31 open",
		});
	});

	it('goes by the periods of its own company, written with or without zeros', async () => {
		expect((await check('2026-02-15', '70')).glDate).toMatchObject({ date: '2026-02-15' });
	});

	it.each([
		['00070', '2026-03-15', 'PERIOD_CLOSED'],
		['00200', '2026-02-15', 'PERIODS_UNKNOWN'],
		['00300', '2026-02-15', 'PERIODS_UNKNOWN'],
	])('is not guessed where company %s does not show whether %s is open', async (company, date, code) => {
		expect(failureOf(await check(date, company))).toMatchObject({ code, category: 'period-closed' });
	});

	it('needs a date', async () => {
		expect(failureOf(await check('soon'))).toMatchObject({ code: 'GL_DATE_MISSING', category: 'validation' });
	});
});
