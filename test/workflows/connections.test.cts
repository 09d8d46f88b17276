import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { errorOf } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import type { IDataObject } from '../n8n/types.cts';
import { startAisSimulator, type AisSimulator } from '../simulators/ais/index.cts';
import { startCoupaSimulator, type CoupaSimulator } from '../simulators/coupa/index.cts';
import type { Ledger } from '../simulators/kit/ledger.cts';
import { FAST, visibleText } from './support.cts';
import { aisCredential, coupaCredential, startWorld, TABLES, type World } from './world.cts';

const WRONG_PASSWORD = 'not-the-password-9';
const WRONG_SECRET = 'not-the-secret-9';
const NOBODY = 'https://no-such-host.invalid:9300';
const PAGE = '<!DOCTYPE html><html><head><title>Sign on</title></head><body>Please sign on</body></html>';
const HTML = { answer: { status: 200, body: PAGE, headers: { 'content-type': 'text/html' } } };
/** A first call, its look at the session, and what a policy may repeat: far from a storm. */
const FEW = 6;

const tls = selfSigned();
let world: World;
let secureAis: AisSimulator | undefined;
let secureCoupa: CoupaSimulator | undefined;
/** The form's own words on what n8n's messages mean. */
let help: string;
const tokens = new Set<string>();

beforeAll(async () => {
	world = await startWorld(sharedN8n(), { suppliers: 60, coupa: FAST });
	if (tls) {
		secureAis = await startAisSimulator({ company: world.company, tls });
		secureCoupa = await startCoupaSimulator({ ...FAST, tls });
	}
	const types =
		await world.n8n.session.get<
			Array<{ name: string; properties: Array<{ name: string; displayName: string }> }>
		>('/types/credentials.json');
	const coupa = types.find(({ name }) => name === 'coupaOAuth2Api')!;
	help = coupa.properties.find(({ name }) => name === 'testHelp')!.displayName;
});

afterAll(async () => {
	await world?.stop();
	await secureAis?.stop();
	await secureCoupa?.stop();
});

interface Case {
	type: 'jdeAisApi' | 'coupaOAuth2Api';
	data: () => IDataObject;
	/** names of fields of the credential, any of which the message must contain */
	fields: RegExp;
	ledger: () => Ledger;
	/** the host answers every call with a web page */
	html?: boolean;
}

const jde = (data: () => IDataObject, fields: RegExp, more: Partial<Case> = {}): Case => ({
	type: 'jdeAisApi',
	data: () => ({ ...aisCredential(world.ais.url), ...data() }),
	fields,
	ledger: () => world.ais.ledger,
	...more,
});
const coupa = (data: () => IDataObject, fields: RegExp, more: Partial<Case> = {}): Case => ({
	type: 'coupaOAuth2Api',
	data: () => ({ ...coupaCredential(world.coupa.url), ...data() }),
	fields,
	ledger: () => world.coupa.ledger,
	...more,
});

const CASES: Array<[string, Case]> = [
	['JDE: a wrong password', jde(() => ({ password: WRONG_PASSWORD }), /'Password'/)],
	['JDE: a wrong environment', jde(() => ({ environment: 'NOWHERE' }), /'Environment'/)],
	['JDE: a wrong host', jde(() => ({ serverUrl: NOBODY }), /'AIS Server URL'/)],
	['JDE: a web page instead of JSON', jde(() => ({}), /'AIS Server URL'/, { html: true })],
	['Coupa: a wrong client secret', coupa(() => ({ clientSecret: WRONG_SECRET }), /Client Secret/)],
	['Coupa: a wrong scope', coupa(() => ({ scopes: 'core.supplier.read core.moon.read' }), /Scopes/)],
	['Coupa: a missing scope', coupa(() => ({ scopes: 'core.common.read' }), /Scopes|core\.supplier\.read/)],
	['Coupa: a wrong host', coupa(() => ({ instanceUrl: NOBODY }), /Instance URL/)],
	['Coupa: a web page instead of JSON', coupa(() => ({}), /Instance URL/, { html: true })],
];
if (tls) {
	CASES.push(
		[
			'JDE: a self-signed certificate',
			jde(() => ({ serverUrl: secureAis!.url }), /'Ignore SSL Issues/, { ledger: () => secureAis!.ledger }),
		],
		[
			'Coupa: a self-signed certificate',
			coupa(() => ({ instanceUrl: secureCoupa!.url }), /Ignore SSL Issues/, {
				ledger: () => secureCoupa!.ledger,
			}),
		],
	);
} else {
	console.log('Not run, because openssl was not found: the tests with a self-signed certificate');
}

describe.each(CASES)('%s', (_title, { type, data, fields, ledger, html }) => {
	let id: string;

	beforeAll(async () => {
		({ id } = await world.n8n.createCredential(type, 'Under test', data()));
		await useCredential(type, id);
		const { faults } = type === 'jdeAisApi' ? world.ais : world.coupa;
		if (html) faults.add({ name: 'page', path: /./, times: 1_000, effect: HTML });
		ledger().clear();
	});

	afterAll(async () => {
		for (const { faults } of [world.ais, world.coupa]) faults.clear();
		for (const { token } of world.ais.sessions.list()) tokens.add(token);
		await useCredential(type, type === 'jdeAisApi' ? world.credentials.jde : world.credentials.coupa);
		await world.n8n.deleteCredential(id);
	});

	it('is explained by the test button, which names the field to change', async () => {
		const { status, message } = await world.n8n.testCredential(id);

		// n8n's OAuth2 helper speaks first where no token comes; the Coupa form explains its words.
		const explained = type === 'jdeAisApi' ? '' : explanationOf(message);
		expect(status).toBe('Error');
		expect(`${message} — ${explained}`).toMatch(fields);
		expect(ledger().exchanges.length).toBeLessThanOrEqual(FEW);
		if (html) expect(ledger().exchanges.some(({ fault }) => fault === 'page')).toBe(true);
	});

	it('is explained by the node, which names the field to change', async () => {
		ledger().clear();

		const run = await world.run(world.setup, 'Set Up');

		const error = errorOf(run);
		expect(run.status).toBe('error');
		expect(`${error?.message} ${error?.description}`).toMatch(fields);
		expect(ledger().exchanges.length).toBeLessThanOrEqual(FEW);
		expect(ledger().count('POST', /tokenrequest$/)).toBeLessThanOrEqual(1);
	});
});

describe('after all that', () => {
	it('the JD Edwards user is not locked, and set-up runs with the right credentials', async () => {
		const run = await world.run(world.setup, 'Set Up');

		expect(errorOf(run)).toBeUndefined();
		expect(await world.n8n.testCredential(world.credentials.jde)).toMatchObject({ status: 'OK' });
		expect(await world.n8n.testCredential(world.credentials.coupa)).toMatchObject({ status: 'OK' });
	});

	it('no password, client secret or token stands in an execution, a table or the log', async () => {
		for (const { token } of [...world.ais.sessions.list(), ...world.coupa.tokens.issued]) tokens.add(token);
		const seen = await visibleText(world, TABLES);
		const log = readFileSync(sharedN8n().logFile, 'utf8');

		const secrets = [WRONG_PASSWORD, WRONG_SECRET, 'sesame-one', 'open-sesame', ...tokens];
		expect(tokens.size).toBeGreaterThan(1);
		expect(seen).toContain('Set Up');
		expect(log.length).toBeGreaterThan(100);
		const places = secrets.flatMap((secret) => [
			...(holds(seen, secret) ? [`execution or table: ${secret.slice(0, 12)}`] : []),
			...(holds(log, secret) ? [`log: ${secret.slice(0, 12)}`] : []),
		]);
		expect(places).toEqual([]);
	});
});

/** As it is, as it stands in a JSON text, or as it stands in an address. */
function holds(text: string, secret: string): boolean {
	const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
	return forms.some((form) => text.includes(form));
}

/** The sentence of the form's help that is about this message. */
function explanationOf(message: string): string {
	const phrases = (sentence: string) => [...sentence.matchAll(/<b>(.+?)<\/b>/g)].map(([, phrase]) => phrase);
	const isAbout = (sentence: string) =>
		phrases(sentence).some((phrase) => message.toLowerCase().includes(phrase.toLowerCase()));
	return help.split('. ').find(isAbout) ?? '';
}

/** Chooses another credential in the nodes of the set-up workflow, as a user does. */
async function useCredential(type: string, id: string): Promise<void> {
	await world.n8n.saveWorkflow(world.setup, ({ nodes }) => {
		for (const node of nodes) {
			if (node.credentials?.[type]) node.credentials[type] = { id, name: 'Chosen' };
		}
	});
}

function selfSigned(): { key: string; cert: string } | undefined {
	const folder = mkdtempSync(path.join(tmpdir(), 'jde-coupa-tls-'));
	const [key, cert] = ['key.pem', 'cert.pem'].map((file) => path.join(folder, file));
	const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
	try {
		execFileSync(
			'openssl',
			[
				'req',
				'-x509',
				'-newkey',
				'rsa:2048',
				'-nodes',
				'-days',
				'2',
				...subject,
				'-keyout',
				key,
				'-out',
				cert,
			],
			{ stdio: 'ignore' },
		);
		return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
	} catch {
		return undefined;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
