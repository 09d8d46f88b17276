import { defineTable } from './define.cts';

export const addressBookTables = [
	defineTable(
		'F0101',
		'Address Book Master',
		'AN8',
		'UPMT',
		`
		n AN8 Address Number
		s20 ALKY Long Address Number
		s20 TAX Tax ID
		s40 ALPH Alpha Name
		s40 DC Description - Compressed
		r12 MCU Business Unit
		s10 SIC Industry Classification Code
		s2 LNGP Language
		s3 AT1 Search Type
		s2 CM Credit Message
		s1 TAXC Person/Corporation Code
		s1 AT2 A/R Y/N
		s1 AT3 User Code
		s1 AT4 User Code
		s1 AT5 User Code
		s1 ATP A/P Y/N/M
		s1 ATR A/R Y/N
		s1 ATPR User Code
		s1 AB3 Miscellaneous Code
		s1 ATE Employee Y/N
		s1 SBLI Subledger Inactive
		d EFTB Start Effective Date
		n AN81-AN86 Related Address Number
		s3 AC01-AC30 Category Code
		s8 GLBA G/L Bank Account
		n PTI Scheduled Time In
		d PDI Scheduled Date In
		s1 MSGA Action Message Control
		s30 RMK Remark
		s20 TXCT Certificate Tax Exempt
		s20 TX2 Additional Tax ID
		s40 ALP1 Secondary Alpha Name
		s2 URCD User Reserved Code
		d URDT User Reserved Date
		n URAT User Reserved Amount
		n URAB User Reserved Number
		s15 URRF User Reserved Reference
		s13 DUNS Duns Number
		s3 CAAD Server Status
		`,
	),
	defineTable(
		'F0111',
		"Address Book - Who's Who",
		'AN8,IDLN',
		'UPMT',
		`
		n AN8 Address Number
		n IDLN Line Number ID
		n DSS5 Display Sequence
		s40 MLNM Mailing Name
		s40 ATTL Contact Title
		s40 REM1 Remark Line 1
		s10 SLNM Salutation Name
		s40 ALPH Alpha Name
		s40 DC Description - Compressed
		s25 GNNM Given Name
		s25 MDNM Middle Name
		s25 SRNM Surname
		s1 TYC Type Code
		s3 W001-W010 Category Code
		s40 MLN1 Secondary Mailing Name
		s40 ALP1 Secondary Alpha Name
		s3 NTYP Contact Type
		s2 CAAD Server Status
		`,
	),
	defineTable(
		'F0115',
		'Address Book - Contact Phone Numbers',
		'AN8,IDLN,CNLN,RCK7',
		'UPMT',
		`
		n AN8 Address Number
		n IDLN Line Number ID
		n RCK7 Line Number
		n CNLN Related Person ID
		s4 PHTP Phone Type
		s6 AR1 Prefix
		s20 PH1 Phone Number
		`,
	),
	defineTable(
		'F0116',
		'Address by Date',
		'AN8,EFTB',
		'UPMT',
		`
		n AN8 Address Number
		d EFTB Start Effective Date
		s1 EFTF Effective Date Existence
		s40 ADD1 Address Line 1
		s40 ADD2 Address Line 2
		s40 ADD3 Address Line 3
		s40 ADD4 Address Line 4
		s12 ADDZ Postal Code
		s25 CTY1 City
		s25 COUN County
		s3 ADDS State
		s4 CRTE Carrier Route
		s2 BKML Bulk Mailing Center
		s3 CTR Country
		`,
	),
	defineTable(
		'F01151',
		'Electronic Address Master',
		'AN8,IDLN,RCK7',
		'UPMT',
		`
		n AN8 Address Number
		n IDLN Line Number ID
		n RCK7 Line Number
		s4 ETP Electronic Address Type
		s256 EMAL Electronic Address
		s3 ECLASS Electronic Address Category
		n CFNO1 Generic Number
		`,
	),
	defineTable(
		'F0401',
		'Supplier Master',
		'AN8',
		'UPMT',
		`
		n AN8 Address Number
		s4 APC G/L Class
		r12 MCUP Business Unit - A/P Default
		s6 OBAP Object - A/P Default
		s8 AIDP Subsidiary - A/P Default
		s5 KCOP Document Company - A/P Model
		n DCAP Document - A/P Model
		s2 DTAP Document Type - A/P Model
		s3 CRRP Currency Code - A/P
		s3 TRAP Payment Terms - A/P
		s1 SCK Multiple Checks Y/N
		s1 PYIN Payment Instrument
		n SNTO Send Method
		s1 AB1 Address Book Message
		s1 FLD Pre-Note Code
		n SQNL Sequence for Ledger Inquiry
		s3 CRCA Currency Code - Amounts
		n AYPD Amount Vouchered Year to Date
		n APPD Amount Vouchered Prior Year
		n ABAM Address Book Amount
		n ABA1 Address Book Amount 2
		n APRC Open Order Amount
		n MINO Minimum Order Value
		n MAXO Maximum Order Value
		n AN8R Payee Address Number
		s1 BADT Billing Address Type
		s8 CPGP Group - Customer Price
		s8 ORTP Order Template
		s10 INMG Print Message
		s2 HOLD Hold Orders Code
		s3 ROUT Route Code
		s3 STOP Stop Code
		s3 ZON Zone Number
		n CARS Carrier Number
		s30 DEL1 Delivery Instructions Line 1
		s30 DEL2 Delivery Instructions Line 2
		n LTDT Transit Days
		s3 FRTH Freight Handling Code
		s1 PRP5 Landed Cost Rule
		s10 TXA2 Tax Rate/Area 2
		s2 EXR2 Tax Explanation Code 2
		s10 TXA3 Tax Rate/Area - Withholding
		s2 EXR3 Tax Explanation Code - Withholding
		n WTAX Withholding Percent
		s1 HDPY Hold Payment Code
		s1 AVCH Evaluated Receipts
		s15 RVNT Default Approver Reference
		s2 URCD User Reserved Code
		d URDT User Reserved Date
		n URAT User Reserved Amount
		n URAB User Reserved Number
		s15 URRF User Reserved Reference
		`,
	),
];
