import { noAnswerOf } from '../../../lib/node/noAnswer';
import { unreachable } from '../../../lib/request/unreachable';

const names = {
	system: 'JD Edwards',
	code: 'JDE',
	urlField: 'AIS Server URL',
	sslField: 'Ignore SSL Issues',
};

describe('a server that gave no answer', () => {
	it.each([
		['ENOTFOUND', 'JDE_HOST_UNKNOWN', 'configuration', 'AIS Server URL'],
		['ERR_INVALID_URL', 'JDE_HOST_UNKNOWN', 'configuration', 'AIS Server URL'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'JDE_CERTIFICATE', 'configuration', 'Ignore SSL Issues'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'JDE_CERTIFICATE', 'configuration', 'NODE_EXTRA_CA_CERTS'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'JDE_CERTIFICATE', 'configuration', 'certificate'],
		['EPROTO', 'JDE_TLS', 'configuration', 'https and http'],
		['ECONNREFUSED', 'JDE_NO_ANSWER', 'unavailable', 'host and port'],
		['ETIMEDOUT', 'JDE_NO_ANSWER', 'unavailable', 'host and port'],
	])('by %s is %s (%s), and the text says where to look: %s', (code, expected, category, hint) => {
		const failure = unreachable({ code, message: '<b>no</b>' }, names);
		expect(failure).toMatchObject({ code: expected, category, httpStatus: null });
		expect(failure.message + failure.description).toContain(hint);
		expect(failure.description).toContain(`${code} &lt;b&gt;`);
	});
});

describe("the network's code", () => {
	const caused = (...chain: object[]): unknown =>
		chain.reduceRight<unknown>(
			(cause, one) => Object.assign(new Error('wrapped'), one, { cause }),
			undefined,
		);

	it('is found below whatever n8n wrapped around it', () => {
		const error = caused({}, { code: '' }, { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' });
		expect(noAnswerOf(error)).toEqual({ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' });
	});

	it.each([
		[new Error('socket hang up'), 'ECONNRESET'],
		[new Error('other'), 'UNKNOWN'],
		['text', 'UNKNOWN'],
		[undefined, 'UNKNOWN'],
	])('of %p is %s', (error, code) => {
		expect(noAnswerOf(error).code).toBe(code);
	});
});
