/**
 * What columns are called, for tables whose answers bring no titles. Data dictionary names of the columns that the
 * documents of this package read; source: Oracle's table definitions as published at https://erpref.com/?schema=910.
 * An alias means the same in every table that has it, save the few listed by table.
 */
const BY_ALIAS = words(`
	AAP Open Amount|ACR Foreign Amount|ADD1 Address Line 1|ADDS State|ADDZ Postal Code|ADSA Discount Taken
	ADSC Discount Available|AEXP Extended Amount|AG Gross Amount|AID Account ID|ALPH Alpha Name|AN8 Address Number
	ANI Account Number|AOPN Open Amount|APPN Current A/P Period|APFJ A/P Fiscal Year Start|AREC Received Amount
	AT1 Search Type|ATXA Taxable Amount|ATXN Non-Taxable Amount|BCRC Base Currency|CNDJ Cancel Date|CO Company
	COUN County|CRCD Currency Code|CRR Exchange Rate|CRRM Currency Mode|CTR Country|CTY1 City|DCD Discount Days
	DCP Discount Percent|DCT Document Type|DCTM Matching Document Type|DCTO Order Type|DDJ Net Due Date
	DDNJ Discount Due Date|DFYJ Start of Fiscal Year|DGJ G/L Date|DIVJ Invoice Date|DL01 Description|DMTJ Payment Date
	DOC Document|DOCM Payment Number|DOCO Order Number|DRQJ Requested Date|DSC1 Description|DSVJ Service/Tax Date
	DTPN Fiscal Date Pattern|EFTB Effective Date|EMAL E-Mail Address|EXR1 Tax Explanation Code
	EXTL Line Extension|FAP Foreign Open Amount|FEA Foreign Extended Amount|FRRC Foreign Unit Cost|GLBA G/L Bank Account
	GLC G/L Class|HDPY Hold Payment|HOLD Hold Orders|ICU Batch Number|ICUT Batch Type|IDLN Line Number ID
	ITM Short Item Number|JELN Journal Entry Line|KCO Document Company|KCOO Order Company|LDA Level of Detail
	LITM 2nd Item Number|LNID Line Number|LNTY Line Type|LT Ledger Type|LTTR Last Status|MATC Match Type
	MCU Business Unit|MLNM Mailing Name|NAME Company Name|NDTP Net Days to Pay|NLIN Number of Lines|NXTR Next Status
	OBJ Object Account|ORBY Ordered By|PAAP Payment Amount|PDDJ Promised Date|PEC Posting Edit|PFAP Foreign Payment Amount
	PH1 Phone Number|PHTP Phone Type|PNC Current G/L Period|PO Purchase Order|POST Posted Code|PRRC Unit Cost
	PST Pay Status|PTC Payment Terms|PTD Payment Terms Description|PYE Payee|PYID Payment ID|PYIN Payment Instrument
	RC5 Payment Line|RE Reverse or Void|RMK Remark|SBL Subledger|SBLT Subledger Type|SFX Pay Item
	SFXE Pay Item Extension|SFXO Order Suffix|SHAN Ship To|STAM Tax Amount|STYL Business Unit Type|SUB Subsidiary
	TAX Tax ID|TAXC Person/Corporation|TDAY Time Updated|TRDJ Order Date|TXA1 Tax Rate/Area|UM Unit of Measure
	UOM Unit of Measure|UOPN Open Quantity|UORG Ordered Quantity|UPMJ Date Updated|UPMT Time Updated
	UREC Received Quantity|USER User ID|VDGJ Void Date|VINV Supplier Invoice Number|VLDT Value Date|VOD Void Flag
	VR01 Reference
`);

const BY_TABLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	F0014: words('DDJ Fixed Net Due Date'),
	F0911: words('AA Amount|U Units'),
	F4301: words('OTOT Order Total|ANBY Buyer'),
};

/** The name of a column in words; undefined where it is not known. */
export function columnWords(table: string, column: string): string | undefined {
	const [owner, alias] = column.includes('.') ? column.split('.') : [table, column];
	return BY_TABLE[owner]?.[alias] ?? BY_ALIAS[alias];
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
