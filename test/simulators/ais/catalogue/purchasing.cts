import { defineTable } from './define.cts';

export const purchasingTables = [
	defineTable(
		'F4301',
		'Purchase Order Header',
		'DOCO,DCTO,KCOO,SFXO',
		'TDAY',
		`
		s5 KCOO Order Company
		n DOCO Order Number
		s2 DCTO Order Type
		s3 SFXO Order Suffix
		r12 MCU Business Unit
		n AN8 Address Number
		n SHAN Ship To Number
		d DRQJ Requested Date
		d TRDJ Order Date
		d PDDJ Promised Delivery Date
		d CNDJ Cancel Date
		s25 VR01 Reference
		s30 DEL1 Delivery Instructions Line 1
		s3 PTC Payment Terms
		s10 TXA1 Tax Rate/Area
		s2 EXR1 Tax Explanation Code
		s2 HOLD Hold Orders Code
		n OTOT Order Total
		n FAP Foreign Open Amount
		s1 CRRM Currency Mode
		s3 CRCD Currency Code
		n CRR Exchange Rate
		s3 BCRC Base Currency
		s10 ORBY Ordered By
		n ANBY Buyer Number
		n CORD Change Order Number
		`,
	),
	defineTable(
		'F4311',
		'Purchase Order Detail',
		'DOCO,DCTO,KCOO,SFXO,LNID',
		'TDAY',
		`
		s5 KCOO Order Company
		n DOCO Order Number
		s2 DCTO Order Type
		s3 SFXO Order Suffix
		n LNID Line Number
		r12 MCU Business Unit
		s5 CO Company
		n AN8 Address Number
		n SHAN Ship To Number
		d DRQJ Requested Date
		d TRDJ Order Date
		d PDDJ Promised Delivery Date
		n ITM Short Item Number
		s25 LITM 2nd Item Number
		s25 AITM 3rd Item Number
		s30 DSC1 Description
		s30 DSC2 Description Line 2
		s2 LNTY Line Type
		s3 NXTR Next Status
		s3 LTTR Last Status
		s2 UOM Unit of Measure
		n UORG Order Quantity
		n UOPN Open Quantity
		n UREC Received Quantity
		n UCHG Quantity - Adjusted
		s2 UOM3 Purchasing Unit of Measure
		n PRRC Unit Cost
		n AEXP Extended Amount
		n AOPN Open Amount
		n AREC Received Amount
		n ACHG Amount - Adjusted
		n FRRC Foreign Unit Cost
		n FEA Foreign Extended Amount
		n FAP Foreign Open Amount
		n FREC Foreign Received Amount
		s29 ANI Account Number
		s8 AID Account ID
		r12 OMCU Purchasing Cost Center
		s6 OBJ Object Account
		s8 SUB Subsidiary
		s8 SBL Subledger
		s1 SBLT Subledger Type
		s3 PTC Payment Terms
		s1 TX Taxable Y/N
		s10 TXA1 Tax Rate/Area
		s2 EXR1 Tax Explanation Code
		s1 CRRM Currency Mode
		s3 CRCD Currency Code
		n CRR Exchange Rate
		s1 AVCH Evaluated Receipts
		n UKID Unique Key
		`,
	),
	defineTable(
		'F43121',
		'Purchase Order Receiver',
		'MATC,DOCO,DCTO,KCOO,SFXO,LNID,NLIN,DOC',
		'TDAY',
		`
		s1 MATC Match Type
		n AN8 Address Number
		s5 KCOO Order Company
		n DOCO Order Number
		s2 DCTO Order Type
		s3 SFXO Order Suffix
		n LNID Line Number
		n NLIN Number of Lines
		s5 KCO Document Company
		n DOC Document
		s2 DCT Document Type
		n JELN Journal Entry Line
		r12 MCU Business Unit
		n ITM Short Item Number
		s25 LITM 2nd Item Number
		d TRDJ Order Date
		d RCDJ Receipt Date
		d DGL G/L Date
		s2 UOM Unit of Measure
		n UORG Order Quantity
		n UPTD Quantity Paid to Date
		n UOPN Open Quantity
		n UREC Received Quantity
		n PRRC Unit Cost
		n ECST Extended Cost
		n APTD Amount Paid to Date
		n AOPN Open Amount
		n AREC Received Amount
		n FRRC Foreign Unit Cost
		n FREC Foreign Received Amount
		n FAP Foreign Open Amount
		s3 CRCD Currency Code
		n CRR Exchange Rate
		s25 VRMK Receipt Reference
		s25 VINV Supplier Invoice Number
		`,
	),
];
