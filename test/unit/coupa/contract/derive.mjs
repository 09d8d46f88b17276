// Derives the table that the contract test reads from Coupa's own API descriptions (Swagger 2.0, release R39):
//   node test/unit/coupa/contract/derive.mjs <folder with coupa-r39-*.json> && npx prettier --write <the table>
// Coupa publishes them on the page "Core API and CSV download formats" of its integration documentation. Only names,
// types and enumerations are kept, and only of what the node knows. No test runs this.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RESOURCES = [
	...['suppliers', 'supplier_information', 'purchase_orders', 'purchase_order_lines', 'invoices'],
	...['receiving_transactions', 'accounts', 'account_types', 'account_validation_rules', 'lookups'],
	...['lookup_values', 'payment_terms', 'shipping_terms', 'currencies', 'uoms', 'addresses', 'users'],
	...['departments', 'commodities', 'exchange_rates', 'approvals', 'integrations', 'integration_runs'],
	...['integration_history_records', 'integration_errors'],
];
/** Collections below a record that the node works with; others stay out. */
const BELOW = ['suppliers/{}/addresses', 'invoices/{}/attachments'];
/** As deep as the account of an allocation of an invoice line. */
const DEPTH = 2;
/** Whole worlds of their own, of which an ERP's documents hold nothing. */
const APART =
	/^(Amount|Asn|Asset|Bulk|Contract|Customer|Diversity|EasyForm|Esign|Extra|Form|Intellectual|Inventory(Org|Lot|TransactionL|TransactionV)|Job|Legal|Milestone|ObjectLine|OnlineStore|Order(Header|Line)Conf|OrderWindow|Payables|Pcard|Procurement|Purpose|Ra[A-Z]|RateCard|Requisition|Schedule|Sim|Supplier(Cl|En|In(surance|formation(Art|Cl|En|In|Ri))|Ri)|Sustain|Tag)/;

const [folder, target = fileURLToPath(new URL('r39.json', import.meta.url))] = process.argv.slice(2);
if (!folder) throw new Error('Give the folder that holds the descriptions');
const documents = readdirSync(folder)
	.filter((name) => /^coupa-.*\.json$/.test(name))
	.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
const paths = Object.assign({}, ...documents.map((document) => document.paths));
const definitions = Object.assign({}, ...documents.map((document) => document.definitions));

const nameOf = ({ $ref }) => $ref.split('/').pop();

/** `string(20)`, `Account`, `[OrderLine]`, `=to_coupa|from_coupa`; what is read-only ends in `!`. */
function typeOf(property) {
	const end = property.readOnly ? '!' : '';
	if (property.$ref) return nameOf(property);
	if (property.type === 'array') return `[${typeOf(property.items)}]`;
	if (property.enum) return `=${property.enum.join('|')}${end}`;
	return `${property.format ?? property.type ?? 'any'}${end}`;
}

/** What the body is, or else the answer. */
function definitionOf({ parameters = [], responses = {} }) {
	const body = parameters.find(({ in: place }) => place === 'body');
	const schema = body?.schema ?? responses['200']?.schema ?? responses['201']?.schema;
	const { $ref } = schema?.$ref ? schema : (schema?.items ?? {});
	return $ref ? nameOf({ $ref }) : null;
}

function isKnown(path) {
	const [resource, , segment, ...more] = path.split('/');
	if (!RESOURCES.includes(resource)) return false;
	return more.length === 0 || BELOW.includes([resource, '{}', segment].join('/'));
}

const byName = (entries) => Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));

const calls = Object.entries(paths).flatMap(([path, operations]) => {
	const place = path.slice(1).replace(/\{\w+\}/g, '{}');
	if (!isKnown(place)) return [];
	const below = place.split('/')[2];
	const others = below && place.split('/').length > 2 && !BELOW.some((one) => place.startsWith(one));
	return Object.entries(operations)
		.filter(([method]) => method !== 'patch' && !(others && ['get', 'post'].includes(method)))
		.map(([method, operation]) => {
			const form = (operation.parameters ?? []).filter(({ in: part }) => part === 'formData');
			const body = form.length > 0 ? form.map(({ name }) => name).join(' ') : definitionOf(operation);
			return [`${method.toUpperCase()} ${place}`, body];
		});
});

const found = new Map();
const pending = calls.map(([, name]) => [name, 0]);
for (let next = pending.shift(); next; next = pending.shift()) {
	const [name, depth] = next;
	if (found.has(name) || !(name in definitions) || APART.test(name)) continue;
	const properties = Object.entries(definitions[name].properties ?? {});
	const types = {};
	for (const [attribute, property] of properties) (types[typeOf(property)] ??= []).push(attribute);
	found.set(name, byName(Object.entries(types).map(([type, names]) => [type, names.sort().join(' ')])));
	if (depth === DEPTH) continue;
	for (const [, property] of properties) {
		const { $ref } = property.$ref ? property : (property.items ?? {});
		if ($ref) pending.push([nameOf({ $ref }), depth + 1]);
	}
}
const table = { release: 'R39', calls: byName(calls), definitions: byName([...found]) };
writeFileSync(target, `${JSON.stringify(table, null, '\t')}\n`);
