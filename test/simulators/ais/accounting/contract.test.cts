import { readFileSync } from 'node:fs';
import path from 'node:path';

import { CONTRACTS } from './contract.cts';

const page = readFileSync(path.join(__dirname, '../../../../workflows/orchestrations.md'), 'utf8');
const sections = page.split(/^## /m);

describe('the page for those who build the orchestrations', () => {
	test.each(Object.values(CONTRACTS))(
		'names every input and output of $name',
		({ name, inputs, outputs }) => {
			const section = sections.find((one) => new RegExp(`^\\d ${name}\n`).test(one)) ?? '';
			const elsewhere = ['enterVoucher', 'matchVoucher'] as const;
			const columns = inputs.flatMap(({ columns = [] }) => columns);
			// Number 2 takes the arrays of number 1: their columns stand there.
			const shown =
				elsewhere.some((task) => CONTRACTS[task].name === name) || name === CONTRACTS.recordPayment.name;
			const names = [...inputs, ...(shown ? columns : [])].map((input) => input.name);

			expect([...names, ...outputs].filter((word) => !section.includes(`\`${word}\``))).toEqual([]);
		},
	);

	test('names nothing in a table that the contract does not have', () => {
		const known = new Set(
			Object.values(CONTRACTS).flatMap(({ inputs, outputs }) => [
				...inputs.flatMap(({ name, columns = [] }) => [name, ...columns.map((column) => column.name)]),
				...outputs,
			]),
		);
		const rows = sections.slice(3).flatMap((section) => section.match(/^\| (– )?`.*$/gm) ?? []);
		const written = rows.flatMap((row) => (row.split('|')[1] ?? '').match(/(?<=`)\w+(?=`)/g) ?? []);
		expect(written.length).toBeGreaterThan(60);
		expect(written.filter((name) => !known.has(name))).toEqual([]);
	});
});
