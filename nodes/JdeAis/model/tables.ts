import { columnType } from './columns';

/**
 * The tables this package knows: key columns in key order, columns worth showing in the editor, and the time column
 * that goes with UPMJ. Aliases are data dictionary names without the table's prefix, as AIS wants them.
 *
 * Sources: Oracle's table definitions as published at https://erpref.com/?schema=910, and the column lists and keys
 * generated from a JD Edwards database at https://github.com/LongJohnBlackbeard/JDEQuery (JDE.Metadata/Tables): UPMT
 * belongs to the address book and finance tables, TDAY to the distribution tables.
 */
export interface TableFacts {
	title: string;
	/** the primary key, in key order */
	key: readonly string[];
	/** its best-known columns, besides key and audit columns */
	columns: readonly string[];
	/** the time of day of the last update, HHMMSS; without it the table has no audit columns at all */
	timeColumn?: 'UPMT' | 'TDAY';
}

export const TABLES: Readonly<Record<string, TableFacts>> = {
	F0005: table('User Defined Codes', 'UPMT', 'SY RT KY', 'DL01 DL02'),
	F0006: table('Business Unit Master', 'UPMT', 'MCU', 'STYL CO DL01 LDM PECC'),
	F0008: table('Date Fiscal Patterns', 'UPMT', 'DTPN DFYJ FQ', periodEnds()),
	F0010: table('Company Constants', 'UPMT', 'CO', 'NAME DTPN DFYJ PNC APPN APFJ ARPN ARFJ CRCD'),
	F0012: table('Automatic Accounting Instructions', 'UPMT', 'ITEM CO', 'MCU OBJ SUB DL01 DL02 SEQN'),
	F0013: table('Currency Codes', 'UPMT', 'CRCD', 'DL01'),
	F0014: table('Payment Terms', 'UPMT', 'PTC', 'PTD DCP DCD NDTP DDJ NSP'),
	F00141: table('Advanced Payment Terms', undefined, 'PTC', 'DCP DDDR NDDR'),
	F0025: table('Ledger Type Rules', 'UPMT', 'LT', 'DL01'),
	F0030: table('Bank Transit Master', 'UPMT', 'UKID', 'AN8 AID MCU'),
	F0101: table(
		'Address Book Master',
		'UPMT',
		'AN8',
		'ALPH ALKY TAX TAXC TX2 AT1 MCU ATP DUNS EFTB PDI AN81 URAB URRF URDT',
	),
	F0111: table("Who's Who", 'UPMT', 'AN8 IDLN', 'MLNM GNNM MDNM SRNM TYC ALPH'),
	F0115: table('Phone Numbers', 'UPMT', 'AN8 IDLN CNLN RCK7', 'PHTP AR1 PH1'),
	F01151: table('Electronic Addresses', 'UPMT', 'AN8 IDLN RCK7', 'ETP EMAL'),
	F0116: table('Address by Date', 'UPMT', 'AN8 EFTB', 'ADD1 ADD2 ADD3 ADD4 ADDZ CTY1 ADDS COUN CTR'),
	F0401: table(
		'Supplier Master',
		'UPMT',
		'AN8',
		'APC TRAP PYIN CRRP CRCA HDPY HOLD TXA2 EXR2 AN8R SCK MINO MAXO AYPD APPD AVCH URAB URRF URDT',
	),
	F0411: table(
		'Accounts Payable Ledger',
		'UPMT',
		'DOC DCT KCO SFX SFXE',
		`AN8 PYE VINV DIVJ DSVJ DDJ DDNJ DGJ CO ICU ICUT DICJ PST AG AAP ADSC ADSA ATXA ATXN STAM TXA1 EXR1 CRRM CRCD
		CRR ACR FAP BCRC GLC GLBA POST MCU OBJ SUB PTC VOD PO PDCT PKCO LNID SFXO RMK PYIN TORG URAB URRF URDT URAT URC1`,
	),
	F0413: table(
		'Payment Header',
		'UPMT',
		'PYID',
		'DCTM DOCM PYE GLBA DMTJ VDGJ PAAP CRCD PYIN VLDT ISTP POST',
	),
	F0414: table(
		'Payment Detail',
		'UPMT',
		'PYID RC5',
		'DCT DOC KCO SFX SFXE DCTM PAAP PFAP ADSA CDSA DGJ POST',
	),
	F0901: table('Account Master', 'UPMT', 'AID', 'MCU OBJ SUB CO ANS DL01 LDA PEC BILL CRCD'),
	F0911: table(
		'Account Ledger',
		'UPMT',
		'DCT DOC KCO DGJ JELN LT EXTL',
		`CO AID ANI MCU OBJ SUB SBL SBLT AA ACR CRCD CRR CRRM BCRC U UM GLC EXA EXR POST RE PN FY ICU ICUT DICJ AN8 VINV
		IVD PO PKCO DCTO LNID PSFX TXA1 EXR1 PYID`,
	),
	F4101: table('Item Master', 'TDAY', 'ITM', 'LITM AITM DSC1 DSC2'),
	F4102: table('Item Branch', 'TDAY', 'MCU ITM', 'LITM AITM'),
	F41021: table('Item Location', 'TDAY', 'ITM MCU LOCN LOTN', 'PQOH'),
	F4301: table(
		'Purchase Order Header',
		'TDAY',
		'DOCO DCTO KCOO SFXO',
		'MCU AN8 SHAN TRDJ DRQJ PDDJ CNDJ PTC TXA1 EXR1 HOLD OTOT FAP CRRM CRCD CRR BCRC VR01 ORBY ANBY CORD',
	),
	F4311: table(
		'Purchase Order Detail',
		'TDAY',
		'DOCO DCTO KCOO SFXO LNID',
		`MCU CO AN8 NXTR LTTR LNTY ITM LITM AITM DSC1 DSC2 UOM UOM3 UORG UOPN UREC UCHG PRRC AEXP AOPN AREC ACHG FRRC
		FEA FAP FREC ANI AID OMCU OBJ SUB SBL SBLT CRCD CRR TRDJ DRQJ PDDJ UKID`,
	),
	F43121: table(
		'Purchase Order Receipts',
		'TDAY',
		'MATC DOCO DCTO KCOO SFXO LNID NLIN DOC',
		'TRDJ RCDJ DGL UREC AREC',
	),
};

function table(
	title: string,
	timeColumn: TableFacts['timeColumn'],
	key: string,
	columns: string,
): TableFacts {
	return { title, timeColumn, key: key.split(' '), columns: columns.split(/\s+/) };
}

function periodEnds(): string {
	return Array.from({ length: 14 }, (_, i) => `D${String(i + 1).padStart(2, '0')}J`).join(' ');
}

const TABLE_NAME = /^[A-Z][A-Z0-9]{1,9}$/;
/** A site's own aliases may begin with the number of its system: `55TRINVA`. */
const ALIAS = /^(?=.*[A-Z])[A-Z0-9#$@]{1,8}$/;

export function isTableName(name: string): boolean {
	return TABLE_NAME.test(name);
}

export function isAlias(name: string): boolean {
	return ALIAS.test(name);
}

/** Whether a column is known to hold a date, in whatever table it stands. */
export function isDateColumn(column: string): boolean {
	return columnType(column) === 'date';
}

/** The day of the last change, UPMJ; undefined for a table that is known to have none. */
export function updatedColumnOf(name: string): string | undefined {
	const facts = TABLES[name];
	return facts !== undefined && facts.timeColumn === undefined ? undefined : 'UPMJ';
}

/** The time of day that goes with UPMJ, where the table is known to have one. */
export function timeColumnOf(name: string): string[] {
	const column = TABLES[name]?.timeColumn;
	return column === undefined ? [] : [column];
}

/** Key, best-known and audit columns of a known table, in this order. */
export function columnsOf(name: string): string[] {
	const facts = TABLES[name];
	if (facts === undefined) return [];
	const audit = facts.timeColumn === undefined ? [] : ['USER', 'PID', 'JOBN', 'UPMJ', facts.timeColumn];
	return [...new Set([...facts.key, ...facts.columns, ...audit])];
}
