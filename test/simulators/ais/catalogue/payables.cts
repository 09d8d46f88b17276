import { defineTable } from './define.cts';

export const payablesTables = [
	defineTable(
		'F0411',
		'Accounts Payable Ledger',
		'DOC,DCT,KCO,SFX,SFXE',
		'UPMT',
		`
		s5 KCO Document Company
		n AN8 Address Number
		s2 DCT Document Type
		n DOC Document
		s3 SFX Document Pay Item
		n SFXE Pay Item Extension
		s2 DCTA Adjusting Document Type
		n PYE Payee Address Number
		s1 SNTO Send Method
		d DIVJ Invoice Date
		d DSVJ Service/Tax Date
		d DDJ Net Due Date
		d DDNJ Discount Due Date
		d DGJ G/L Date
		n FY Fiscal Year
		n CTRY Century
		n PN Period Number
		s5 CO Company
		n ICU Batch Number
		s2 ICUT Batch Type
		d DICJ Batch Date
		s1 BALJ Balanced - Journal Entries
		s1 PST Pay Status
		n AG Gross Amount
		n AAP Open Amount
		n ADSC Discount Available
		n ADSA Discount Taken
		n ATXA Taxable Amount
		n ATXN Non-Taxable Amount
		n STAM Tax
		s10 TXA1 Tax Rate/Area
		s2 EXR1 Tax Explanation Code
		s1 CRRM Currency Mode
		s3 CRCD Currency Code - From
		n CRR Exchange Rate
		n ACR Foreign Gross Amount
		n FAP Foreign Open Amount
		n CDS Foreign Discount Available
		n CDSA Foreign Discount Taken
		n CTXA Foreign Taxable Amount
		n CTXN Foreign Non-Taxable Amount
		n CTAM Foreign Tax Amount
		s3 BCRC Base Currency
		s4 GLC G/L Class
		s8 GLBA G/L Bank Account
		s1 POST Posted Code
		r12 MCU Business Unit
		s6 OBJ Object Account
		s8 SUB Subsidiary
		s3 PTC Payment Terms
		s1 VOD Void Flag
		s8 PO Purchase Order
		s2 PDCT Purchase Order Document Type
		s5 PKCO Purchase Order Company
		n LNID Line Number
		s3 SFXO Order Suffix
		s25 VINV Supplier Invoice Number
		s30 RMK Remark
		s1 PYIN Payment Instrument
		s10 TORG Transaction Originator
		n URAB User Reserved Number
		s15 URRF User Reserved Reference
		d URDT User Reserved Date
		n URAT User Reserved Amount
		s3 URC1 User Reserved Code
		`,
	),
	defineTable(
		'F0413',
		'Accounts Payable - Matching Document',
		'PYID',
		'UPMT',
		`
		n PYID Payment ID
		s2 DCTM Matching Document Type
		n DOCM Matching Document
		n PYE Payee Address Number
		s8 GLBA G/L Bank Account
		d DMTJ Payment Date
		d VDGJ Void Date
		s5 CO Company
		n ICU Batch Number
		s2 ICUT Batch Type
		n PAAP Payment Amount
		s3 CRCD Currency Code
		s1 CRRM Currency Mode
		n CRR Exchange Rate
		n PFAP Foreign Payment Amount
		s3 BCRC Base Currency
		s1 PYIN Payment Instrument
		d VLDT Value Date
		s1 ISTP Issue Type
		s20 CBNK Bank Account Number
		s1 POST Posted Code
		s30 EXR Explanation
		`,
	),
	defineTable(
		'F0414',
		'Accounts Payable - Matching Document Detail',
		'PYID,RC5',
		'UPMT',
		`
		n PYID Payment ID
		n RC5 Line Number
		s2 DCTM Matching Document Type
		s5 KCO Document Company
		s2 DCT Document Type
		n DOC Document
		s3 SFX Document Pay Item
		n SFXE Pay Item Extension
		n PAAP Payment Amount
		n PFAP Foreign Payment Amount
		n ADSC Discount Available
		n ADSA Discount Taken
		n CDSA Foreign Discount Taken
		n AN8 Address Number
		n PYE Payee Address Number
		s5 CO Company
		s3 CRCD Currency Code
		s1 CRRM Currency Mode
		n CRR Exchange Rate
		d DGJ G/L Date
		n AGL Gain/Loss Amount
		s1 POST Posted Code
		s1 PSTM Matching Pay Status
		s2 DCTP Payment Document Type
		`,
	),
	defineTable(
		'F0911',
		'Account Ledger',
		'DCT,DOC,KCO,DGJ,JELN,LT,EXTL',
		'UPMT',
		`
		s5 KCO Document Company
		s2 DCT Document Type
		n DOC Document
		d DGJ G/L Date
		n JELN Journal Entry Line
		s2 EXTL Line Extension Code
		s1 POST Posted Code
		n ICU Batch Number
		s2 ICUT Batch Type
		d DICJ Batch Date
		s5 CO Company
		s29 ANI Account Number
		s1 AM Account Mode
		s8 AID Account ID
		r12 MCU Business Unit
		s6 OBJ Object Account
		s8 SUB Subsidiary
		s8 SBL Subledger
		s1 SBLT Subledger Type
		s2 LT Ledger Type
		n PN Period Number
		n CTRY Century
		n FY Fiscal Year
		s3 CRCD Currency Code
		n CRR Exchange Rate
		s1 CRRM Currency Mode
		s3 BCRC Base Currency
		n AA Amount
		n ACR Foreign Amount
		n U Units
		s2 UM Unit of Measure
		s4 GLC G/L Class
		s1 RE Reverse or Void
		s30 EXA Explanation
		s30 EXR Explanation - Remark
		s8 R1 Reference 1
		n AN8 Address Number
		s25 VINV Supplier Invoice Number
		d IVD Invoice Date
		s8 PO Purchase Order
		s5 PKCO Purchase Order Company
		s2 DCTO Order Type
		n LNID Line Number
		s3 PSFX Purchase Order Suffix
		s10 TXA1 Tax Rate/Area
		s2 EXR1 Tax Explanation Code
		n PYID Payment ID
		`,
	),
];
