import type { Row } from '../../ais/catalogue/index.cts';
import type { CompanyConstants } from '../constants.cts';
import { daysFrom, touched } from '../days.cts';
import type { Random } from '../random.cts';
import type { OrderScenario } from './orders.cts';

interface ReceiptContext {
	company: CompanyConstants;
	/** of the order */
	date: string;
	day: string;
	random: Random;
}

/** F43121, MATC 1: one receipt of everything on a received line. */
export function receiptRows(scenario: OrderScenario, lines: Row[], context: ReceiptContext): Row[] {
	const { company, date, day, random } = context;
	const document = Number(lines[0].DOCO) * 10;
	return lines
		.filter(({ LTTR }) => LTTR === '400')
		.map((line, index) => ({
			KCOO: line.KCOO,
			DOCO: line.DOCO,
			DCTO: line.DCTO,
			SFXO: line.SFXO,
			LNID: line.LNID,
			MATC: '1',
			NLIN: 1,
			DOC: document + index,
			DCT: 'OV',
			KCO: company.company,
			AN8: line.AN8,
			MCU: company.businessUnit,
			TRDJ: date,
			RCDJ: daysFrom(date, 5),
			DGL: daysFrom(date, 5),
			UOM: line.UOM,
			UORG: line.UORG,
			UREC: line.UORG,
			UOPN: line.UORG,
			PRRC: line.PRRC,
			FRRC: line.FRRC,
			ECST: line.AEXP,
			AREC: line.AEXP,
			FREC: line.FEA,
			AOPN: line.AEXP,
			FAP: line.FEA,
			CRCD: line.CRCD,
			CRR: line.CRR,
			VRMK: scenario === 'received' ? `Slip ${document}` : '',
			...touched(random, daysFrom(date, 5), day, 'TDAY'),
		}));
}
