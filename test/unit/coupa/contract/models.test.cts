import { approvalModel } from '../../../../nodes/Coupa/model/approval';
import * as integration from '../../../../nodes/Coupa/model/integration';
import { invoiceModel } from '../../../../nodes/Coupa/model/invoice';
import { orderLineModel } from '../../../../nodes/Coupa/model/orderLine';
import { purchaseOrderModel } from '../../../../nodes/Coupa/model/purchaseOrder';
import { receiptModel } from '../../../../nodes/Coupa/model/receipt';
import type { ResourceModel } from '../../../../nodes/Coupa/model/resource';
import * as setup from '../../../../nodes/Coupa/model/setup';
import { supplierInformationModel, supplierModel } from '../../../../nodes/Coupa/model/supplier';
import { definitionAt, hasDefinition, typeOf } from './contract.cts';

const MODELS: ResourceModel[] = [
	supplierModel,
	supplierInformationModel,
	orderLineModel,
	...['notes', 'barcode', 'match-reference', 'rfid-tag'].map(receiptModel),
	approvalModel,
	...[integration.integrationRunModel, integration.historyRecordModel, integration.integrationErrorModel],
	purchaseOrderModel,
	invoiceModel,
	setup.remitToModel('7'),
	...Object.values(setup).filter((model): model is ResourceModel => typeof model === 'object'),
];

/** Definition that a dotted attribute belongs to, and its last name. */
function placeOf(definition: string, attribute: string): [definition: string, name: string] {
	const path = attribute.split('.');
	const last = path.pop()!;
	return [path.reduce((place, name) => typeOf(place, name)?.of ?? `?${name}`, definition), last];
}

/** A definition and those of the lists below it. */
function withLists(definition: string, depth = 2): string[] {
	const lists = ['order-lines', 'invoice-lines', 'account-allocations', 'tax-lines', 'invoice-charges'];
	const below = lists.flatMap((name) => typeOf(definition, name)?.of ?? []).filter(hasDefinition);
	return [definition, ...(depth > 0 ? below.flatMap((one) => withLists(one, depth - 1)) : [])];
}

describe.each(MODELS.map((model) => [model.path, model] as const))('the model of %s', (path, model) => {
	const definition = definitionAt(path)!;
	const isKnown = (name: string) => typeOf(definition, name) !== undefined;

	it('keys, parts and fixed attributes are those of the description', () => {
		expect(hasDefinition(definition)).toBe(true);
		const names = [
			...[model.key, ...(model.keyParts ?? []), ...model.unique, ...model.createOnly],
			...(model.alsoRead ?? []),
			...Object.keys({ ...model.children, ...model.onCreate }),
		];
		expect(names.filter((name) => !isKnown(name))).toEqual([]);
	});

	it('what it refers to has an address, and the keys it is found by', () => {
		for (const [attribute, { path: place, keys, within, activeBy = 'active' }] of Object.entries(
			model.references,
		)) {
			const [owner, name] = placeOf(definition, attribute);
			const target = definitionAt(place);
			expect([attribute, typeOf(owner, name)?.of]).toEqual([attribute, expect.any(String)]);
			const wanted = [...keys, ...(activeBy === 'none' ? [] : [activeBy]), ...(within ? [within] : [])];
			const missing = wanted.filter((key) => typeOf(target!, key) === undefined);
			expect([attribute, missing]).toEqual([attribute, []]);
		}
	});

	it('lines have their key and quantities', () => {
		const { lines } = model;
		const owner = lines && typeOf(definition, lines.attribute)!.of!;
		const names = lines ? [lines.key, 'quantity', ...lines.touchedBy] : [];
		expect(names.filter((name) => typeOf(owner!, name) === undefined)).toEqual([]);
	});

	it('lengths and digits are those that Coupa holds', () => {
		for (const [name, most] of Object.entries(model.maxLengths ?? {}))
			expect([name, typeOf(definition, name)?.length]).toEqual([name, most]);
		for (const [name, digits] of Object.entries(model.amounts ?? {})) {
			const types = withLists(definition).flatMap((place) => typeOf(place, name) ?? []);
			const scales = types.flatMap(({ scale, isReadOnly }) => (isReadOnly ? [] : (scale ?? [])));
			expect([name, types.length > 0, scales.every((scale) => scale === digits)]).toEqual([name, true, true]);
		}
	});
});
