/**
 * What columns hold and what they are called: an alias of JD Edwards' data dictionary means the same in every table
 * that has it, save the few listed by table. Only the columns that the documents of this package read, and what
 * people look for beside them; the AIS Server itself tells the names of all columns in the user's language.
 *
 * Source: Oracle's table definitions as published at https://erpref.com/?schema=910.
 */
export type ColumnType = 'date' | 'number' | 'text' | 'time';

const DATES = words(`
	APFJ A/P Fiscal Year Start|ARFJ A/R Fiscal Year Start|CNDJ Cancel Date|DDJ Net Due Date|DDNJ Discount Due Date
	DFYJ Start of Fiscal Year|DGJ G/L Date|DGL G/L Date|DICJ Batch Date|DIVJ Invoice Date|DMTJ Payment Date
	DRQJ Requested Date|DSVJ Service/Tax Date|EFTB Effective Date|IVD Invoice Date|PDDJ Promised Date
	PDI Date Last Changed|RCDJ Received Date|TRDJ Order Date|UPMJ Date Updated|URDT User Reserved Date
	VDGJ Void Date|VLDT Value Date
	${numbered('D', 'J', 'Period End Date')}|${numbered('PD', 'J', 'Period End Date')}
`);

const TIMES = words('TDAY Time Updated|UPMT Time Updated');

const NUMBERS = words(`
	AA Amount|AAP Open Amount|ACHG Amount to Relieve|ACR Foreign Amount|ADSA Discount Taken|ADSC Discount Available
	AEXP Extended Amount|AG Gross Amount|AN8 Address Number|AN81 1st Related Address|AN8R Remit-To Address
	ANBY Buyer|AOPN Open Amount|APPD Vouchered Prior Year|APPN Current A/P Period|AREC Received Amount
	ARPN Current A/R Period|ATXA Taxable Amount|ATXN Non-Taxable Amount|AYPD Vouchered Year to Date
	CDSA Foreign Discount Taken|CNLN Related Person|CORD Change Order|CRR Exchange Rate|DCD Discount Days
	DCP Discount Percent|DOC Document|DOCM Payment Number|DOCO Order Number|FAP Foreign Open Amount
	FEA Foreign Extended Amount|FREC Foreign Received Amount|FRRC Foreign Unit Cost|FY Fiscal Year|ICU Batch Number
	IDLN Line Number ID|ITM Short Item Number|JELN Journal Entry Line|LNID Line Number|MAXO Maximum Order
	MINO Minimum Order|NDTP Net Days to Pay|NLIN Number of Lines|NSP Number of Splits|OTOT Order Total
	PAAP Payment Amount|PFAP Foreign Payment Amount|PN Period|PNC Current G/L Period|PQOH Quantity on Hand
	PRRC Unit Cost|PYE Payee|PYID Payment ID|RC5 Payment Line|RCK7 Line Number|SEQN Sequence Number|SHAN Ship To
	SFXE Pay Item Extension|STAM Tax Amount|U Units|UCHG Quantity to Relieve|UKID Unique Key ID|UOPN Open Quantity
	UORG Ordered Quantity|UREC Received Quantity|URAB User Reserved Number|URAT User Reserved Amount
`);

const TEXTS = words(`
	ADD1 Address Line 1|ADD2 Address Line 2|ADD3 Address Line 3|ADD4 Address Line 4|ADDS State|ADDZ Postal Code
	AID Account ID|AITM 3rd Item Number|ALKY Long Address Number|ALPH Alpha Name|ANI Account Number
	ANS Free-Form Account Number|APC G/L Class|AR1 Area Code|AT1 Search Type|ATP Payables Flag|AVCH Evaluated Receipts
	BCRC Base Currency|BILL Billable|CO Company|COUN County|CRCA Amount Currency|CRCD Currency Code|CRRM Currency Mode
	CRRP A/P Currency|CTR Country|CTY1 City|DCT Document Type|DCTM Matching Document Type|DCTO Order Type
	DDDR Discount Due Date Rule|DL01 Description|DL02 Description 2|DSC1 Description|DSC2 Description 2
	DTPN Fiscal Date Pattern|DUNS D-U-N-S Number|EMAL E-Mail Address|ETP Electronic Address Type|EXA Explanation
	EXR Remark|EXR1 Tax Explanation Code|EXR2 Tax Explanation Code|EXTL Line Extension|FQ Fiscal Year|GLBA G/L Bank Account
	GLC G/L Class|GNNM Given Name|HDPY Hold Payment|HOLD Hold Orders|ICUT Batch Type|ISTP Payment Status Type
	ITEM AAI Item|JOBN Work Station|KCO Document Company|KCOO Order Company|KY Code|LDA Level of Detail
	LDM Level of Detail|LITM 2nd Item Number|LNTY Line Type|LOCN Location|LOTN Lot|LT Ledger Type|LTTR Last Status
	MATC Match Type|MCU Business Unit|MDNM Middle Name|MLNM Mailing Name|NAME Company Name|NDDR Net Due Date Rule
	NXTR Next Status|OBJ Object Account|OMCU Project Business Unit|ORBY Ordered By|PDCT Order Type
	PEC Posting Edit|PECC Posting Edit|PH1 Phone Number|PHTP Phone Type|PID Program ID|PKCO Order Company
	PO Purchase Order|POST Posted Code|PSFX Order Suffix|PST Pay Status|PTC Payment Terms
	PTD Payment Terms Description|PYIN Payment Instrument|RE Reverse or Void|RMK Remark|RT User Defined Codes
	SBL Subledger|SBLT Subledger Type|SCK Separate Check|SFX Pay Item|SFXO Order Suffix|SRNM Surname
	STYL Business Unit Type|SUB Subsidiary|SY Product Code|TAX Tax ID|TAXC Person/Corporation|TORG Transaction Originator
	TRAP Payment Terms|TX2 Additional Tax ID|TXA1 Tax Rate/Area|TXA2 Tax Rate/Area|TYC Type Code|UM Unit of Measure
	UOM Unit of Measure|UOM3 Purchasing Unit of Measure|URC1 User Reserved Code|URRF User Reserved Reference
	USER User ID|VINV Supplier Invoice Number|VOD Void Flag|VR01 Reference
`);

const BY_TYPE: Readonly<Record<ColumnType, Readonly<Record<string, string>>>> = {
	date: DATES,
	time: TIMES,
	number: NUMBERS,
	text: TEXTS,
};

const BY_ALIAS = new Map(
	Object.entries(BY_TYPE).flatMap(([type, named]) =>
		Object.entries(named).map(([alias, name]) => [alias, { type: type as ColumnType, name }] as const),
	),
);

const NAMED_OTHERWISE: Readonly<Record<string, string>> = {
	'F0014.DDJ': 'Fixed Net Due Date',
	'F43121.TRDJ': 'Transaction Date',
};

/** The name of a column in words; undefined where it is not known. */
export function columnWords(table: string, column: string): string | undefined {
	const [owner, alias] = ownerAndAlias(table, column);
	return NAMED_OTHERWISE[`${owner}.${alias}`] ?? BY_ALIAS.get(alias)?.name;
}

/** What a column holds; undefined where its alias is not known. The columns of a view name their table. */
export function columnType(column: string): ColumnType | undefined {
	return BY_ALIAS.get(ownerAndAlias('', column)[1])?.type;
}

function ownerAndAlias(table: string, column: string): [string, string] {
	const dot = column.indexOf('.');
	return dot < 0 ? [table, column] : [column.slice(0, dot), column.slice(dot + 1)];
}

function words(list: string): Record<string, string> {
	return Object.fromEntries(
		list
			.split(/[|\n]/)
			.map((entry) => entry.trim())
			.filter((entry) => entry !== '')
			.map((entry) => [entry.slice(0, entry.indexOf(' ')), entry.slice(entry.indexOf(' ') + 1)]),
	);
}

/** `D01J Period End Date 1|D02J …` for the 14 periods of a fiscal date pattern. */
function numbered(prefix: string, suffix: string, name: string): string {
	const number = (i: number) => String(i + 1).padStart(2, '0');
	return Array.from({ length: 14 }, (_, i) => `${prefix}${number(i)}${suffix} ${name} ${i + 1}`).join('|');
}
