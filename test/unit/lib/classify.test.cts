import { classify, mayRepeat } from '../../../lib/request/classify';
import type { Try } from '../../../lib/request/types';

const answer = (status: number): Try => ({ status, headers: {}, body: {} });
const lost = (code: string, notSent?: boolean): Try => ({
	status: 0,
	headers: {},
	body: undefined,
	noAnswer: { code, message: code, ...(notSent === undefined ? {} : { notSent }) },
});
const never = () => false;

/** what happened · the verdict · may a read be repeated · may a write */
const TABLE: Array<[string, Try, string, boolean, boolean]> = [
	['200', answer(200), 'answered', false, false],
	['302', answer(302), 'answered', false, false],
	['400', answer(400), 'answered', false, false],
	['401', answer(401), 'answered', false, false],
	['403', answer(403), 'answered', false, false],
	['404', answer(404), 'answered', false, false],
	['408', answer(408), 'answered', false, false],
	['444', answer(444), 'answered', false, false],
	['429', answer(429), 'throttled', true, true],
	['500', answer(500), 'fault', true, false],
	['502', answer(502), 'fault', true, false],
	['503', answer(503), 'throttled', true, false],
	['504', answer(504), 'fault', true, false],
	['a refused connection', lost('ECONNREFUSED'), 'fault', true, true],
	['a name server that is busy', lost('EAI_AGAIN'), 'fault', true, true],
	['a host out of reach', lost('EHOSTUNREACH'), 'fault', true, true],
	['a network out of reach', lost('ENETUNREACH'), 'fault', true, true],
	['a lost answer', lost('ECONNRESET'), 'fault', true, false],
	['a time-out', lost('ETIMEDOUT'), 'fault', true, false],
	['an aborted time-out', lost('ECONNABORTED'), 'fault', true, false],
	['a broken pipe', lost('EPIPE'), 'fault', true, false],
	['something nobody knows', lost('UNKNOWN'), 'fault', true, false],
	['a call that never left the house', lost('ECONNRESET', true), 'fault', true, true],
	['an unknown host', lost('ENOTFOUND'), 'unreachable', false, false],
	['an address that is none', lost('ERR_INVALID_URL'), 'unreachable', false, false],
	['plain http behind https', lost('EPROTO'), 'unreachable', false, false],
	['a self-signed certificate', lost('DEPTH_ZERO_SELF_SIGNED_CERT'), 'unreachable', false, false],
	['an unknown authority', lost('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'unreachable', false, false],
	['a certificate of another host', lost('ERR_TLS_CERT_ALTNAME_INVALID'), 'unreachable', false, false],
	['an expired certificate', lost('CERT_HAS_EXPIRED'), 'unreachable', false, false],
	['an issuer that is not there', lost('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'unreachable', false, false],
];

describe('what may be repeated', () => {
	it.each(TABLE)('%s', (_what, attempt, kind, read, write) => {
		const verdict = classify(attempt, never);
		expect(verdict.kind).toBe(kind);
		expect(mayRepeat(verdict, 'repeatable')).toBe(read);
		expect(mayRepeat(verdict, 'once')).toBe(write);
	});

	it("is not a 5xx answer that is the request's own fault", () => {
		expect(classify(answer(500), ({ status }) => status === 500)).toEqual({ kind: 'answered' });
		expect(classify(answer(503), () => true).kind).toBe('throttled');
	});
});
