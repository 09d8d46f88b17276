import { defineTable } from './define.cts';

export const generalTables = [
	defineTable(
		'F0002',
		'Next Numbers',
		'SY',
		'UPMT',
		`
		s4 SY Product Code
		n N001-N010 Next Number
		`,
	),
	defineTable(
		'F0005',
		'User Defined Code Values',
		'SY,RT,KY',
		'UPMT',
		`
		s4 SY Product Code
		s2 RT User Defined Codes
		r10 KY User Defined Code
		s30 DL01 Description
		s30 DL02 Description 02
		s10 SPHD Special Handling Code
		s1 UDCO Owner Flag
		s1 HRDC Hard Coded Y/N
		`,
	),
	defineTable(
		'F0006',
		'Business Unit Master',
		'MCU',
		'UPMT',
		`
		r12 MCU Business Unit
		s2 STYL Business Unit Type
		s40 DC Description - Compressed
		s1 LDM Level of Detail
		s5 CO Company
		n AN8 Address Number
		n AN8O Address Number - Job A/R
		s3 CNTY County
		s3 ADDS State
		s1 FMOD Model Accounts and Consolidation
		s30 DL01 Description
		s30 DL02 Description 02
		s30 DL03 Description 03
		s3 RP01-RP50 Category Code
		s10 TA Tax Area
		s1 PECC Posting Edit - Business Unit
		`,
	),
	defineTable(
		'F0008',
		'Date Fiscal Patterns',
		'DTPN,DFYJ,FQ',
		'UPMT',
		`
		s1 DTPN Fiscal Date Pattern
		n FY Fiscal Year
		d DFYJ Start of Fiscal Year
		s4 FQ Fiscal Quarter
		${Array.from({ length: 14 }, (_, i) => `d D${String(i + 1).padStart(2, '0')}J Period ${i + 1} End Date`).join('\n\t\t')}
		s1 PNT Pattern Type
		n CTRY Century
		`,
	),
	defineTable(
		'F0010',
		'Company Constants',
		'CO',
		'UPMT',
		`
		s5 CO Company
		n CCAN Number of Components
		s30 NAME Company Name
		s2 ALTC Alternate Company Name
		s1 DTPN Fiscal Date Pattern
		d DFYJ Start of Fiscal Year
		n PNC Current G/L Period
		n DOT1 Date Format
		n ARPN Current A/R Period
		d ARFJ A/R Fiscal Year Start
		n APPN Current A/P Period
		d APFJ A/P Fiscal Year Start
		s3 CRCD Currency Code
		n AN8 Address Number
		`,
	),
	defineTable(
		'F0014',
		'Payment Terms',
		'PTC',
		'UPMT',
		`
		s3 PTC Payment Terms Code
		s30 PTD Description - Payment Terms
		n DCP Discount Percent
		n DCD Discount Days
		n NDTP Net Days to Pay
		d DDJ Net Due Date
		n NSP Number of Split Payments
		n DTPA Days to Pay Aging
		n PXDM Proximate Date - Months
		n PXDD Proximate Date - Days
		s1 EIR Eligible for Interest Rates
		`,
	),
	defineTable(
		'F0901',
		'Account Master',
		'AID',
		'UPMT',
		`
		s5 CO Company
		s8 AID Account ID
		r12 MCU Business Unit
		s6 OBJ Object Account
		s8 SUB Subsidiary
		s25 ANS Free Form Account Number
		s30 DL01 Description
		s1 LDA Level of Detail
		s3 BPC Budget Pattern Code
		s1 PEC Posting Edit
		s1 BILL Billable
		s3 CRCD Currency Code
		s2 UM Unit of Measure
		s3 R001-R023 Category Code
		`,
	),
	defineTable(
		'F55SUP',
		'Supplier Risk (site table)',
		'AN8,CO',
		'UPMT',
		`
		n AN8 Address Number
		s5 CO Company
		s3 Y55RISK Risk Class
		d Y55REVJ Reviewed On
		n Y55LIM Spend Limit
		s80 Y55NOTE Note
		`,
	),
];
