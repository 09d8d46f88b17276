import type { IDataObject } from 'n8n-workflow';

/** The days of the windows below, as the user of these tests writes dates. */
const CHANGED = "UPMJ GREATER_EQUAL '11/20/2026', UPMJ LESS_EQUAL '11/22/2026'";
const EFFECTIVE = "EFTB GREATER '11/19/2026', EFTB LESS_EQUAL '11/22/2026'";
const ORDER = "DOCO LIST '4500', DCTO LIST 'OP', KCOO LIST '00001', SFXO LIST '000'";
const VOUCHER = "DOC LIST '5001', DCT LIST 'PV', KCO LIST '00001'";
const CHANGES = "DOC LIST '5001', DCT LIST 'PE', KCO LIST '00001'";
const ITEMS = 'DOC DCT KCO SFX SFXE';
const LINES = 'DOC DCT KCO DGJ JELN LT EXTL';

export interface Case {
	parameters: IDataObject;
	/** behind the sign-on, one line each: kind, target, page size, and then what it asks for */
	sends: string[];
}

export const CASES: Record<string, Case> = {
	'session.getServerConfiguration': { parameters: {}, sends: ['GET /jderest/v2/defaultconfig'] },
	'session.getServerTime': { parameters: {}, sends: ['BROWSE F0401 1 | return AN8 | by AN8'] },
	'session.logOut': { parameters: {}, sends: ['POST /jderest/v2/tokenrequest/logout {"token":"token-1"}'] },
	'session.requestToken': {
		parameters: {},
		sends: [
			'POST /jderest/v2/tokenrequest/logout {"token":"token-1"}',
			'POST /jderest/v2/tokenrequest {"username":"N8N","password":"sesame-one","deviceName":"n8n","environment":"JDV920","role":"*ALL"}',
			'GET /jderest/defaultconfig',
		],
	},
	'session.validate': {
		parameters: {},
		sends: ['POST /jderest/v2/tokenrequest/validate {"token":"token-1","deviceName":"n8n"}'],
	},
	'table.getAll': {
		parameters: {
			table: 'F0101',
			conditions: {
				condition: [
					{ column: 'AT1', operator: 'EQUAL', value: 'V' },
					{ column: 'UPMJ', operator: 'GREATER_EQUAL', value: '2026-01-31' },
					{ column: 'EFTB', operator: 'LESS', value: '30', special: 'TODAY_MINUS_DAY' },
				],
			},
			conditionGroups: {
				match: 'any',
				conditions: [{ column: 'TAX', operator: 'STR_BLANK' }],
				groups: [{ conditions: [{ column: 'AN8', operator: 'BETWEEN', value: '1,9999' }] }],
			},
			options: { columns: ['ALPH'], pageSize: 200 },
		},
		sends: [
			"BROWSE F0101 200 | return AN8|ALPH | where AND (all: AT1 EQUAL 'V', UPMJ GREATER_EQUAL '01/31/2026', EFTB LESS TODAY_MINUS_DAY(30)) AND (OR (any: TAX STR_BLANK) OR (all: AN8 BETWEEN '1' '9999')) | by AN8",
		],
	},
	'table.getChanged': {
		parameters: { table: 'F0401', changedSince: '2026-11-20', changedUntil: '2026-11-22', overlapDays: 1 },
		sends: [
			"BROWSE F0401 500 | where all: UPMJ GREATER_EQUAL '11/19/2026', UPMJ LESS_EQUAL '11/22/2026' | by AN8",
		],
	},
	'table.count': {
		parameters: {
			table: 'F0101',
			conditions: { condition: [{ column: 'AT1', operator: 'LIST', value: 'V,E' }] },
		},
		sends: [
			"AGGREGATION F0101 2000 | where all: AT1 LIST 'V' 'E' | figures COUNT *",
			"BROWSE F0101 1 | return UPMJ | where all: AT1 LIST 'V' 'E' | by -UPMJ",
		],
	},
	'table.aggregate': {
		parameters: {
			table: 'F0101',
			figures: { figure: [{ aggregate: 'COUNT', column: '*' }] },
			groupBy: 'AT1',
			having: { condition: [{ aggregate: 'COUNT', column: '*', operator: 'GREATER', value: '1' }] },
		},
		sends: [
			'AGGREGATION F0101 2000 | figures COUNT * | group AT1 | by AT1 | having {"condition":[{"aggregation":"COUNT","controlId":"*","operator":"GREATER","value":[{"content":"1","specialValueId":"LITERAL"}]}]}',
		],
	},
	'supplier.get': {
		parameters: { supplierNumber: '4343' },
		sends: [
			'BROWSE F0401 1 | return AN8 | by AN8',
			"BROWSE F0401 500 | where all: AN8 LIST '4343' | by AN8",
			"BROWSE F0101 500 | where all: AN8 LIST '4343' | by AN8",
			"BROWSE F0115 500 | where all: AN8 LIST '4343' | by AN8 IDLN CNLN RCK7",
			"BROWSE F01151 500 | where all: AN8 LIST '4343' | by AN8 IDLN RCK7",
			"AGGREGATION F0411 2000 | where all: AN8 LIST '4343' | figures COUNT * | group AN8 PYE | by AN8 PYE",
			"BROWSE F0111 500 | where all: AN8 LIST '4343' '4344' | by AN8 IDLN",
			"BROWSE F0116 500 | where all: AN8 LIST '4343' '4344' | by AN8 EFTB",
			"BROWSE F0101 500 | where all: AN8 LIST '4344' | by AN8",
		],
	},
	'supplier.getAll': {
		parameters: {},
		sends: [
			'BROWSE F0401 1 | return AN8 | by AN8',
			'BROWSE F0401 500 | by AN8',
			"BROWSE F0101 500 | where all: AN8 LIST '4343' | by AN8",
			"BROWSE F0115 500 | where all: AN8 LIST '4343' | by AN8 IDLN CNLN RCK7",
			"BROWSE F01151 500 | where all: AN8 LIST '4343' | by AN8 IDLN RCK7",
			"AGGREGATION F0411 2000 | where all: AN8 LIST '4343' | figures COUNT * | group AN8 PYE | by AN8 PYE",
			"BROWSE F0111 500 | where all: AN8 LIST '4343' '4344' | by AN8 IDLN",
			"BROWSE F0116 500 | where all: AN8 LIST '4343' '4344' | by AN8 EFTB",
			"BROWSE F0101 500 | where all: AN8 LIST '4344' | by AN8",
		],
	},
	'supplier.getChanged': {
		parameters: { changedSince: '2026-11-21', changedUntil: '2026-11-22', overlapDays: 1 },
		sends: [
			`BROWSE F0401 500 | return AN8 | where all: ${CHANGED} | by AN8`,
			`BROWSE F0101 500 | return AN8 | where all: ${CHANGED} | by AN8`,
			`BROWSE F0111 500 | return AN8|IDLN | where all: ${CHANGED} | by AN8 IDLN`,
			`BROWSE F0115 500 | return AN8|IDLN|CNLN|RCK7 | where all: ${CHANGED} | by AN8 IDLN CNLN RCK7`,
			`BROWSE F0116 500 | return AN8|EFTB | where all: ${CHANGED} | by AN8 EFTB`,
			`BROWSE F01151 500 | return AN8|IDLN|RCK7 | where all: ${CHANGED} | by AN8 IDLN RCK7`,
			`BROWSE F0116 500 | return AN8|EFTB | where all: ${EFFECTIVE} | by AN8 EFTB`,
			`AGGREGATION F0411 2000 | where all: ${CHANGED} | figures COUNT * | group AN8 PYE | by AN8 PYE`,
			`BROWSE F0101 500 | return AN8 | where all: ${CHANGED} | by AN8`,
			`BROWSE F0111 500 | return AN8|IDLN | where all: ${CHANGED} | by AN8 IDLN`,
			`BROWSE F0116 500 | return AN8|EFTB | where all: ${CHANGED} | by AN8 EFTB`,
			`BROWSE F0116 500 | return AN8|EFTB | where all: ${EFFECTIVE} | by AN8 EFTB`,
			"AGGREGATION F0411 2000 | where all: PYE LIST '4343' '4344' | figures COUNT * | group AN8 PYE | by AN8 PYE",
			"BROWSE F0401 500 | return AN8 | where all: AN8R LIST '4343' '4344' | by AN8",
			"BROWSE F0401 500 | where all: AN8 LIST '4343' '4344' | by AN8",
			"BROWSE F0101 500 | where all: AN8 LIST '4343' | by AN8",
			"BROWSE F0115 500 | where all: AN8 LIST '4343' | by AN8 IDLN CNLN RCK7",
			"BROWSE F01151 500 | where all: AN8 LIST '4343' | by AN8 IDLN RCK7",
			"AGGREGATION F0411 2000 | where all: AN8 LIST '4343' | figures COUNT * | group AN8 PYE | by AN8 PYE",
			"BROWSE F0111 500 | where all: AN8 LIST '4343' '4344' | by AN8 IDLN",
			"BROWSE F0116 500 | where all: AN8 LIST '4343' '4344' | by AN8 EFTB",
			"BROWSE F0101 500 | where all: AN8 LIST '4344' | by AN8",
		],
	},
	'voucher.get': {
		parameters: { voucherKey: '00001-PV-5001' },
		sends: [
			`BROWSE F0411 500 | where all: ${VOUCHER} | by ${ITEMS}`,
			`BROWSE F0911 500 | where all: ${VOUCHER}, LT EQUAL 'AA' | by ${LINES}`,
			`BROWSE F0411 500 | where all: ${CHANGES} | by ${ITEMS}`,
			`BROWSE F0911 500 | where all: ${CHANGES}, LT EQUAL 'AA' | by ${LINES}`,
			`BROWSE F0414 500 | where all: ${VOUCHER} | by DOC DCT KCO PYID RC5`,
			"BROWSE F0413 500 | where all: PYID LIST '40123' | by PYID",
		],
	},
	'voucher.getAll': {
		parameters: { options: { documentsSince: '2026-01-01', companies: '1' } },
		sends: [
			`BROWSE F0411 500 | return DOC|DCT|KCO|SFX|SFXE | where all: DCT LIST 'PV', CO LIST '00001', DGJ GREATER_EQUAL '01/01/2026' | by ${ITEMS}`,
			`BROWSE F0411 500 | where all: ${VOUCHER} | by ${ITEMS}`,
			`BROWSE F0911 500 | where all: ${VOUCHER}, LT EQUAL 'AA' | by ${LINES}`,
			`BROWSE F0411 500 | where all: ${CHANGES} | by ${ITEMS}`,
			`BROWSE F0911 500 | where all: ${CHANGES}, LT EQUAL 'AA' | by ${LINES}`,
			`BROWSE F0414 500 | where all: ${VOUCHER} | by DOC DCT KCO PYID RC5`,
			"BROWSE F0413 500 | where all: PYID LIST '40123' | by PYID",
		],
	},
	'voucher.getChanged': {
		parameters: { changedSince: '2026-11-21', changedUntil: '2026-11-22', overlapDays: 1 },
		sends: [
			`BROWSE F0411 500 | return DOC|DCT|KCO|SFX|SFXE | where all: ${CHANGED}, DCT LIST 'PV' 'PE' | by ${ITEMS}`,
			`BROWSE F0911 500 | return DOC|DCT|KCO|DGJ|JELN|LT|EXTL | where all: ${CHANGED}, DCT LIST 'PV' 'PE', LT EQUAL 'AA' | by ${LINES}`,
			`BROWSE F0414 500 | return DOC|DCT|KCO|PYID|RC5 | where all: ${CHANGED}, DCT LIST 'PV' | by DOC DCT KCO PYID RC5`,
			`BROWSE F0413 500 | return PYID | where all: ${CHANGED} | by PYID`,
			"BROWSE F0414 500 | where all: PYID LIST '40123', DCT LIST 'PV' | by PYID RC5",
			`BROWSE F0411 500 | where all: ${VOUCHER} | by ${ITEMS}`,
			`BROWSE F0911 500 | where all: ${VOUCHER}, LT EQUAL 'AA' | by ${LINES}`,
			`BROWSE F0411 500 | where all: ${CHANGES} | by ${ITEMS}`,
			`BROWSE F0911 500 | where all: ${CHANGES}, LT EQUAL 'AA' | by ${LINES}`,
			`BROWSE F0414 500 | where all: ${VOUCHER} | by DOC DCT KCO PYID RC5`,
			"BROWSE F0413 500 | where all: PYID LIST '40123' | by PYID",
		],
	},
	'purchaseOrder.get': {
		parameters: { orderKey: '1-OP-4500', options: { includeReceipts: true } },
		sends: [
			`BROWSE F4301 500 | where all: ${ORDER} | by DOCO DCTO KCOO SFXO`,
			`BROWSE F4311 500 | where all: ${ORDER} | by DOCO DCTO KCOO SFXO LNID`,
			`BROWSE F43121 500 | where all: ${ORDER} | by DOCO DCTO KCOO SFXO MATC LNID NLIN DOC`,
		],
	},
	'purchaseOrder.getAll': {
		parameters: {},
		sends: [
			'BROWSE F4301 500 | return DOCO|DCTO|KCOO|SFXO | by DOCO DCTO KCOO SFXO',
			`BROWSE F4301 500 | where all: ${ORDER} | by DOCO DCTO KCOO SFXO`,
			`BROWSE F4311 500 | where all: ${ORDER} | by DOCO DCTO KCOO SFXO LNID`,
		],
	},
	'purchaseOrder.getChanged': {
		parameters: { changedSince: '2026-11-21', changedUntil: '2026-11-22', overlapDays: 1 },
		sends: [
			`BROWSE F4301 500 | return DOCO|DCTO|KCOO|SFXO | where all: ${CHANGED} | by DOCO DCTO KCOO SFXO`,
			`BROWSE F4311 500 | return DOCO|DCTO|KCOO|SFXO|LNID | where all: ${CHANGED} | by DOCO DCTO KCOO SFXO LNID`,
			`BROWSE F4301 500 | where all: ${ORDER} | by DOCO DCTO KCOO SFXO`,
			`BROWSE F4311 500 | where all: ${ORDER} | by DOCO DCTO KCOO SFXO LNID`,
		],
	},
	'payment.get': {
		parameters: { paymentId: '40123' },
		sends: [
			"BROWSE F0413 500 | where all: PYID LIST '40123' | by PYID",
			"BROWSE F0414 500 | where all: PYID LIST '40123' | by PYID RC5",
		],
	},
	'payment.getAll': {
		parameters: {},
		sends: [
			'BROWSE F0413 500 | return PYID | by PYID',
			"BROWSE F0413 500 | where all: PYID LIST '40123' | by PYID",
			"BROWSE F0414 500 | where all: PYID LIST '40123' | by PYID RC5",
		],
	},
	'payment.getChanged': {
		parameters: { changedSince: '2026-11-21', changedUntil: '2026-11-22', overlapDays: 1 },
		sends: [
			`BROWSE F0413 500 | return PYID | where all: ${CHANGED} | by PYID`,
			`BROWSE F0414 500 | return PYID|RC5 | where all: ${CHANGED} | by PYID RC5`,
			"BROWSE F0413 500 | where all: PYID LIST '40123' | by PYID",
			"BROWSE F0414 500 | where all: PYID LIST '40123' | by PYID RC5",
		],
	},
	'account.get': {
		parameters: { account: '1.1110' },
		sends: [
			"BROWSE F0901 2 | where all: MCU LIST '           1' '1', OBJ EQUAL '1110', SUB EQUAL '' | by AID",
		],
	},
	'account.getAll': {
		parameters: { options: { companies: '1' } },
		sends: ["BROWSE F0901 500 | where all: CO LIST '00001' | by AID"],
	},
	'businessUnit.get': {
		parameters: { businessUnit: '1' },
		sends: ["BROWSE F0006 2 | where all: MCU LIST '           1' '1' | by MCU"],
	},
	'businessUnit.getAll': { parameters: {}, sends: ['BROWSE F0006 500 | by MCU'] },
	'company.get': {
		parameters: { company: '1' },
		sends: [
			"BROWSE F0010 2 | where all: CO EQUAL '00001' | by CO",
			"BROWSE F0008 500 | where all: DTPN LIST 'R' | by DTPN DFYJ FQ",
		],
	},
	'company.getAll': {
		parameters: {},
		sends: ['BROWSE F0010 500 | by CO', "BROWSE F0008 500 | where all: DTPN LIST 'R' | by DTPN DFYJ FQ"],
	},
	'paymentTerm.get': {
		parameters: { paymentTerm: 'N30' },
		sends: ["BROWSE F0014 2 | where all: PTC EQUAL 'N30' | by PTC"],
	},
	'paymentTerm.getAll': { parameters: {}, sends: ['BROWSE F0014 500 | by PTC'] },
};
