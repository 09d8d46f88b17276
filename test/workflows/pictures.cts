import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Page } from 'playwright-core';

import { importByHand, openBrowser, openWorkflow, signIn } from '../n8n/browser.cts';
import { ensureN8n, startN8n, type N8n } from '../n8n/n8n.cts';
import { aisCredential, coupaCredential } from './world.cts';

/** `npm run pictures [-- suppliers payments …]`: imports the templates into a real n8n and takes their pictures. */

const PROJECT = path.join(__dirname, '..', '..');
const WORKFLOWS = path.join(PROJECT, 'workflows');
const PICTURES = path.join(WORKFLOWS, 'pictures');
const NOWHERE = 'http://127.0.0.1:1';

/** Pixels for a unit of the canvas: names are readable at full size, and the file stays small. */
const SCALE = 0.52;
/** Free space around the frames, in pixels. */
const MARGIN = 12;
/** Nothing of the editor but the workflow. */
const PLAIN = `
	body * { visibility: hidden; }
	.vue-flow__transformationpane, .vue-flow__transformationpane * { visibility: visible; }`;

async function main(): Promise<void> {
	await ensureN8n(console.error);
	const n8n = await startN8n({ packages: [PROJECT] });
	const open = await openBrowser({ width: 4000, height: 2000 });
	try {
		if (!open) throw new Error('pictures need a browser');
		mkdirSync(PICTURES, { recursive: true });
		await createCredentials(n8n);
		await signIn(open.page, n8n);
		const chosen = process.argv.slice(2);
		const names = readdirSync(WORKFLOWS).flatMap((file) => /^(.+)\.json$/.exec(file)?.[1] ?? []);
		for (const name of names.filter((each) => chosen.length === 0 || chosen.includes(each))) {
			const text = readFileSync(path.join(WORKFLOWS, `${name}.json`), 'utf8');
			await openWorkflow(open.page, n8n, await importByHand(open.page, n8n, text));
			await takePicture(open.page, path.join(PICTURES, `${name}.png`));
		}
	} finally {
		await open?.close();
		await n8n.stop();
	}
}

/** So that the editor marks nothing red. */
async function createCredentials(n8n: N8n): Promise<void> {
	await n8n.createCredential('jdeAisApi', 'JD Edwards', aisCredential(NOWHERE));
	await n8n.createCredential('coupaOAuth2Api', 'Coupa', coupaCredential(NOWHERE));
	await n8n.createCredential('httpBasicAuth', 'Accounts payable', { user: 'payables', password: 'any' });
	const signingSecret = `whsec_${Buffer.from('any key will do here').toString('base64')}`;
	await n8n.createCredential('coupaWebhookApi', 'Coupa events', { signingSecret });
}

/** The whole workflow at one scale, moved to the corner of the page and cut out. */
async function takePicture(page: Page, file: string): Promise<void> {
	// Clicking beside the nodes takes the marks of the import away.
	await page.keyboard.press('Escape');
	const boxes = await page
		.locator('.vue-flow__node')
		.evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().toJSON() as DOMRect));
	const { zoom, origin } = await page.locator('.vue-flow__transformationpane').evaluate((pane) => ({
		zoom: new DOMMatrix(getComputedStyle(pane).transform).a,
		origin: pane.getBoundingClientRect().toJSON() as DOMRect,
	}));
	const scale = SCALE / zoom;
	const left = Math.min(...boxes.map((box) => box.left));
	const top = Math.min(...boxes.map((box) => box.top));
	const width = Math.max(...boxes.map((box) => box.right)) - left;
	const height = Math.max(...boxes.map((box) => box.bottom)) - top;
	const x = MARGIN - (left - origin.left) * scale;
	const y = MARGIN - (top - origin.top) * scale;
	await page.screenshot({
		path: file,
		animations: 'disabled',
		style: `${PLAIN}
			.vue-flow { position: fixed !important; inset: 0; width: 100vw !important; height: 100vh !important; }
			.vue-flow__transformationpane { transform: translate(${x}px, ${y}px) scale(${SCALE}) !important; }`,
		clip: {
			x: 0,
			y: 0,
			width: Math.ceil(width * scale) + 2 * MARGIN,
			height: Math.ceil(height * scale) + 2 * MARGIN,
		},
	});
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
