type Rows = Array<Record<string, string | number | null>>;

const voucher = { DOC: 5001, DCT: 'PV', KCO: '00001' };
const order = { DOCO: 4500, DCTO: 'OP', KCOO: '00001', SFXO: '000' };
const amounts = { AG: 100, AAP: 0, ACR: 0, FAP: 0, CRRM: 'D', CRCD: 'USD' };
const stamps = { UPMJ: '20261120', UPMT: 101112 };

/** One small document of each kind. */
const ROWS: Record<string, Rows> = {
	F0401: [{ AN8: 4343, AN8R: 4344, HOLD: ' ', HDPY: 'N', ...stamps }],
	F0101: [4343, 4344].map((AN8) => ({ AN8, ALPH: 'Acme', AT1: 'V', TAXC: 'C', TAX: '12', ...stamps })),
	F0111: [{ AN8: 4343, IDLN: 0, MLNM: 'Acme Inc' }],
	F0115: [{ AN8: 4343, IDLN: 0, CNLN: 0, RCK7: 1, PHTP: ' ', AR1: '303', PH1: '555' }],
	F0116: [{ AN8: 4343, EFTB: '20200101', ADD1: 'Main Street 1' }],
	F01151: [{ AN8: 4343, IDLN: 0, RCK7: 1, ETP: 'E', EMAL: 'ap@acme.example' }],
	F0411: [
		{
			...voucher,
			...amounts,
			...{ SFX: '001', SFXE: 0, AN8: 4343, PYE: 4344, VINV: 'A-1', CO: '00001', DGJ: '20261101' },
			...{ PST: 'P', POST: 'D', VOD: ' ', ...stamps },
		},
	],
	F0911: [
		{
			...voucher,
			LT: 'AA',
			DGJ: '20261101',
			JELN: 1,
			EXTL: ' ',
			AA: 100,
			ACR: 0,
			POST: 'P',
			AID: '00000123',
		},
	],
	F0413: [
		{ PYID: 40123, DCTM: 'PK', DOCM: 77, PYE: 4344, GLBA: '00000009', DMTJ: '20261110', VDGJ: null },
	].map((row) => ({ ...row, PAAP: -100, CRCD: 'USD', POST: 'D' })),
	F0414: [
		{ PYID: 40123, RC5: 1, ...voucher, SFX: '001', SFXE: 0, DCTM: 'PK', PAAP: -100, PFAP: 0, POST: 'D' },
	].map((row) => ({ ...row, ADSA: 0, CDSA: 0, CRRM: 'D', CRCD: 'USD', KCOM: '00001' })),
	F4301: [{ ...order, AN8: 4343, TRDJ: '20261001', HOLD: ' ', CRRM: 'D', CRCD: 'USD' }],
	F4311: [
		{
			...order,
			...{ LNID: 1, LTTR: '280', NXTR: '400', UOM: 'EA', UORG: 10, UOM3: 'EA', PRRC: 10, AEXP: 100 },
			...{ FRRC: 0, FEA: 0, ANI: '1.1110', AID: '00000123', CRRM: 'D', CRCD: 'USD' },
		},
	],
	F43121: [{ ...order, LNID: 1, MATC: '1', NLIN: 1, DOC: 900 }],
	F0901: [{ AID: '00000123', MCU: '           1', OBJ: '1110', SUB: ' ', CO: '00001', PEC: ' ' }],
	F0006: [{ MCU: '           1', CO: '00001', DL01: 'Head Office', STYL: 'BS' }],
	F0010: [{ CO: '00001', NAME: 'Acme', DTPN: 'R', APPN: 11, APFJ: '20260101' }],
	F0008: [{ DTPN: 'R', DFYJ: '20260101', FQ: ' ', D01J: '20260131' }],
	F0014: [{ PTC: 'N30', PTD: 'Net 30', NDTP: 30, DCP: 0, DCD: 0 }],
};

export function rowsOf(table: string): Rows {
	return ROWS[table] ?? [];
}
