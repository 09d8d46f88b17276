import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { templates } from '../../workflows/source/index.cts';

interface Node {
	name: string;
	parameters: { assignments?: { assignments: Array<{ name: string }> } };
}

const FOLDER = path.join(__dirname, '..', '..', 'workflows');
const README = readFileSync(path.join(FOLDER, 'README.md'), 'utf8');
const KIB = 1024;
const FLOWS = ['suppliers', 'purchase-orders', 'ap-invoices', 'payments', 'coupa-to-jde'];

/** What the README says under a heading. */
function section(title: string): string {
	const found = README.split(/^## /m).find((each) => each.startsWith(`${title}\n`));
	if (found === undefined) throw new Error(`the README says nothing of '${title}'`);
	return found;
}

/** The names in the first column of the tables of settings. */
function settingsIn(text: string): string[] {
	const lines = text.split('\n');
	const names: string[] = [];
	let isSettings = false;
	lines.forEach((line) => {
		const first = /^\| (.*?) +\|/.exec(line)?.[1];
		if (first === undefined) isSettings = false;
		else if (first === 'setting') isSettings = true;
		else if (isSettings && !first.startsWith('--')) names.push(...first.split(', '));
	});
	return names;
}

const SHARED = settingsIn(section('What all flows share'));

describe.each(Object.entries(templates()))('the README on %s', (file, text) => {
	const name = path.basename(file, '.json');
	const { nodes } = JSON.parse(text) as { nodes: Node[] };
	const existing = (
		nodes.find((node) => node.name === 'Settings')?.parameters.assignments?.assignments ?? []
	).map((each) => each.name);
	const own = settingsIn(section(name));
	const shared = FLOWS.includes(name) ? SHARED : [];

	it('names every setting, and none that does not exist', () => {
		expect([...new Set([...own, ...shared])].sort()).toEqual([...existing].sort());
	});

	it('shows its picture, of a size that a page can hold', () => {
		const picture = `pictures/${name}.png`;

		expect(section(name)).toContain(`](${picture})`);
		expect(existsSync(path.join(FOLDER, picture))).toBe(true);
		expect(statSync(path.join(FOLDER, picture)).size).toBeLessThan(250 * KIB);
	});

	it('says what happens when something fails', () => {
		expect(section(name)).toMatch(/\| what (fails|the page says) |When this workflow itself fails/);
	});
});
