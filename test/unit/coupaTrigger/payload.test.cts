import fc from 'fast-check';

import { payloadOf } from '../../../nodes/CoupaTrigger/model/body';
import { hintOf, hintsOf } from '../../../nodes/CoupaTrigger/model/event';
import { readXml } from '../../../nodes/CoupaTrigger/model/xml';

const json = (value: unknown, header = '') =>
	hintOf(payloadOf(Buffer.from(JSON.stringify(value)), ''), header);
const xml = (text: string) => hintOf(payloadOf(Buffer.from(text), 'application/xml'), '');

describe('the hint of a payload', () => {
	it.each<[string, unknown, unknown]>([
		[
			'Standard Webhooks',
			{ type: 'invoice.approved', timestamp: '2026-03-01T12:00:00Z', data: { id: 42 } },
			{ event: 'invoice.approved', document: { type: 'invoice', id: '42' } },
		],
		[
			'an event with a record below its name',
			{ event: 'approved', invoice: { id: 42, 'invoice-number': 'INV-1', supplier: { id: 7 } } },
			{ event: 'approved', document: { type: 'invoice', id: '42', number: 'INV-1' } },
		],
		[
			'a whole invoice of Coupa, whose supplier is not what it is about',
			{ id: 42, 'created-at': '2026-03-01T12:00:00Z', 'invoice-number': 'INV-1', supplier: { id: 7 } },
			{ document: { type: 'invoice', id: '42', number: 'INV-1' } },
		],
		[
			'names with underscores',
			{ event_type: 'payment-events', payload: { payment_id: 9 } },
			{ event: 'payment-events', document: { type: 'payment', id: '9' } },
		],
		[
			'the names of an integration history record',
			{ 'document-type': 'InvoiceHeader', 'document-id': 42, status: 'approved' },
			{ document: { type: 'invoice', id: '42' } },
		],
		[
			'a list of one',
			[{ event: 'supplier.updated', id: 5 }],
			{ event: 'supplier.updated', document: { type: 'supplier', id: '5' } },
		],
		['nothing that it knows', { hello: 'world', id: 5 }, {}],
		['a type that is no event', { type: 'InvoiceAmountLine', id: 5 }, {}],
		['no object at all', 'invoice', {}],
		['null', null, {}],
	])('%s', (_what, value, expected) => {
		expect(json(value)).toEqual(expected);
	});

	it('takes the event from its header before the body', () => {
		expect(json({ event: 'other', id: 1 }, 'invoice.voided')).toEqual({
			event: 'invoice.voided',
			document: { type: 'invoice', id: '1' },
		});
	});

	it('reads an invoice in the XML of Coupa', () => {
		const text = `<?xml version="1.0" encoding="UTF-8"?>
			<invoice-header><id type="integer">42</id><created-at type="datetime">2026-03-01T12:00:00Z</created-at>
			<invoice-number>INV-1</invoice-number><supplier><id type="integer">7</id></supplier></invoice-header>`;
		expect(xml(text)).toEqual({ document: { type: 'invoice', id: '42', number: 'INV-1' } });
	});

	it.each<[string, unknown]>([
		[
			'a bare list',
			[
				{ event: 'invoice.approved', id: 1 },
				{ event: 'invoice.voided', id: 2 },
			],
		],
		[
			'a list of events',
			{
				events: [
					{ type: 'invoice.approved', data: { id: 1 } },
					{ type: 'invoice.voided', data: { id: 2 } },
				],
			},
		],
	])('names each of several events in one body: %s', (_how, value) => {
		const payload = payloadOf(Buffer.from(JSON.stringify(value)), '');
		expect(hintsOf(payload, '')).toEqual([
			{ event: 'invoice.approved', document: { type: 'invoice', id: '1' } },
			{ event: 'invoice.voided', document: { type: 'invoice', id: '2' } },
		]);
	});

	it('names each of several records of one event, in JSON and in the XML of Coupa', () => {
		const body = Buffer.from('{"event":"invoice.approved","data":[{"id":1},{"id":2}]}');
		expect(hintsOf(payloadOf(body, ''), '')).toEqual([
			{ event: 'invoice.approved', document: { type: 'invoice', id: '1' } },
			{ event: 'invoice.approved', document: { type: 'invoice', id: '2' } },
		]);
		const list = Buffer.from(
			'<invoice-headers type="array"><invoice-header><id>1</id></invoice-header><invoice-header><id>2</id></invoice-header></invoice-headers>',
		);
		expect(hintsOf(payloadOf(list, 'application/xml'), '').map(({ document }) => document)).toEqual([
			{ type: 'invoice', id: '1' },
			{ type: 'invoice', id: '2' },
		]);
	});

	it('never throws, whatever a sender thinks of', () => {
		fc.assert(
			fc.property(
				fc.json(),
				fc.string(),
				(text, header) => void hintOf(payloadOf(Buffer.from(text), ''), header),
			),
		);
	});
});

describe('the body', () => {
	it('is text in the character set that the sender names, or null', () => {
		const latin = Buffer.from('{"name":"Müller"}', 'latin1');
		expect(payloadOf(latin, 'application/json; charset=ISO-8859-1').value).toEqual({ name: 'Müller' });
		expect(payloadOf(latin, 'application/json').value).toBeNull();
		expect(payloadOf(Buffer.from('\ufeff{"a":1}'), '').value).toEqual({ a: 1 });
		const declared = Buffer.from(
			'<?xml version="1.0" encoding="iso-8859-1"?><supplier><name>Müller</name></supplier>',
			'latin1',
		);
		expect(payloadOf(declared, 'text/xml')).toEqual({ root: 'supplier', value: { name: 'Müller' } });
	});

	it('may be a form, with JSON in a field as GitHub sends it, or with the fields of the record', () => {
		const form = 'application/x-www-form-urlencoded; charset=utf-8';
		const payload = encodeURIComponent('{"event":"invoice.approved","invoice":{"id":42}}');
		const hint = { event: 'invoice.approved', document: { type: 'invoice', id: '42' } };
		expect(hintsOf(payloadOf(Buffer.from(`payload=${payload}`), form), '')).toEqual([hint]);
		const fields = 'event=invoice.approved&id=42&note=a+b';
		expect(payloadOf(Buffer.from(fields), form).value).toEqual({
			event: 'invoice.approved',
			id: '42',
			note: 'a b',
		});
		expect(hintsOf(payloadOf(Buffer.from(fields), form), '')).toEqual([hint]);
		expect(payloadOf(Buffer.from(fields), 'text/plain').value).toBeNull();
	});

	it('is null when it is neither JSON nor XML', () => {
		for (const text of ['', 'hello', '{"a":', '<a><b></a>', '<html><body>'])
			expect(payloadOf(Buffer.from(text), '').value).toBeNull();
		expect(payloadOf(Buffer.from([0xff, 0xfe, 0x00]), 'application/json').value).toBeNull();
		expect(payloadOf(Buffer.from('{}'), 'text/plain; charset=nonsense').value).toBeNull();
	});
});

describe('XML', () => {
	it('becomes what Coupa would have sent as JSON', () => {
		const text = `<!-- by Coupa --><order-header>
			<id type="integer">5</id><exported type="boolean">false</exported><price type="decimal">10.10</price>
			<note>a &amp; b &lt;c&gt; &#233;&#xe9; <![CDATA[<d>]]></note><voided nil="true"/><empty></empty>
			<order-lines type="array"><order-line><id type="integer">1</id></order-line><order-line><id type="integer">2</id></order-line></order-lines>
			<tags type="array"/><line>1</line><line>2</line></order-header>`;
		expect(readXml(text)).toEqual({
			root: 'order-header',
			value: {
				id: 5,
				exported: false,
				price: '10.10',
				note: 'a & b <c> éé <d>',
				voided: null,
				empty: '',
				'order-lines': [{ id: 1 }, { id: 2 }],
				tags: [],
				line: ['1', '2'],
			},
		});
	});

	it('refuses document types, with them entities that explode, and what is not well-formed', () => {
		const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>';
		for (const text of [
			bomb,
			'<a/><b/>',
			'text<a/>',
			'<a>',
			'</a>',
			'<a b=c/>',
			'<a>'.repeat(200) + '</a>'.repeat(200),
		]) {
			expect([text.slice(0, 20), readXml(text)]).toEqual([text.slice(0, 20), undefined]);
		}
	});

	it('reads element names that objects have of their own', () => {
		const { value } = readXml('<a><constructor>1</constructor><toString>2</toString></a>')!;
		expect(value).toEqual(
			Object.fromEntries([
				['constructor', '1'],
				['toString', '2'],
			]),
		);
	});

	it('takes time in proportion to its length, however it is broken', () => {
		for (const text of [
			'<a '.repeat(50_000),
			`<a ${'b="" '.repeat(50_000)}`,
			'<!--'.repeat(50_000),
			'<![CDATA['.repeat(20_000),
		]) {
			expect(readXml(text)).toBeUndefined();
		}
	});
});
