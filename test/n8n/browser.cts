import { accessSync, constants } from 'node:fs';

import type { Browser, Page } from 'playwright-core';

import { OWNER, type N8nClient } from './n8n.cts';
import { plainRequire } from './plainRequire.cts';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
/** A browser that phones nobody and needs neither a display nor a user of its own. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
const CANVAS_TIMEOUT_MS = 60_000;

export interface OpenBrowser {
	browser: Browser;
	page: Page;
	close(): Promise<void>;
}

/** Opens a headless Chromium; undefined, with a line that says why, where there is none. */
export async function openBrowser({
	log = console.log,
	width = 1600,
	height = 1000,
}: { log?: (line: string) => void; width?: number; height?: number } = {}): Promise<OpenBrowser | undefined> {
	const executablePath = chromiumPath();
	if (executablePath === undefined) {
		log('No Chromium or Chrome was found; set CHROMIUM_PATH to one. What needs a browser is left out.');
		return undefined;
	}
	const { chromium } = plainRequire('playwright-core') as typeof import('playwright-core');
	const browser = await chromium.launch({ executablePath, args: FLAGS, headless: true });
	const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB' });
	return { browser, page: await context.newPage(), close: async () => await browser.close() };
}

export function chromiumPath(): string | undefined {
	const { CHROMIUM_PATH } = process.env;
	// A path that was given and does not work must be noticed, not replaced.
	if (CHROMIUM_PATH) return CHROMIUM_PATH;
	return PLACES.find((path) => {
		try {
			accessSync(path, constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

/**
 * `describe` or `it` for what only a browser can show. A machine may have none: then it is reported as skipped, and the
 * calls of the editor still test the rest. CI installs one.
 */
export function inBrowser<T extends { skip: unknown }>(tests: T): T | T['skip'] {
	return chromiumPath() === undefined ? tests.skip : tests;
}

/** Through the sign-in page, because n8n ties its cookie to the browser. Five a minute are allowed. */
export async function signIn(page: Page, n8n: Pick<N8nClient, 'url'>): Promise<void> {
	await page.goto(`${n8n.url}/signin`);
	await page.fill('input[name="emailOrLdapLoginId"]', OWNER.email);
	await page.fill('input[type=password]', OWNER.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
}

/** Shows a workflow, all of it, once its nodes are drawn. */
export async function openWorkflow(
	page: Page,
	n8n: Pick<N8nClient, 'url'>,
	workflowId: string,
): Promise<void> {
	await page.goto(`${n8n.url}/workflow/${workflowId}`);
	await page.locator('.vue-flow__node').first().waitFor({ timeout: CANVAS_TIMEOUT_MS });
	// The editor's own key for "zoom to fit".
	await page.keyboard.press('1');
	await page.waitForTimeout(800);
}

/** Shows an execution of a workflow on its canvas. */
export async function openExecution(
	page: Page,
	n8n: Pick<N8nClient, 'url'>,
	workflowId: string,
	executionId: string,
): Promise<void> {
	await page.goto(`${n8n.url}/workflow/${workflowId}/executions/${executionId}`);
	await page.locator('.vue-flow__node').first().waitFor({ timeout: CANVAS_TIMEOUT_MS });
	await page.waitForTimeout(800);
}

export async function screenshot(page: Page, path: string): Promise<void> {
	await page.screenshot({ path, animations: 'disabled' });
}

/** Imports a file as a user does, by pasting it onto an empty canvas, and saves. Answers the new workflow's id. */
export async function importByHand(page: Page, n8n: Pick<N8nClient, 'url'>, file: string): Promise<string> {
	await page.goto(`${n8n.url}/workflow/new`);
	await page.locator('.vue-flow__pane').waitFor({ timeout: CANVAS_TIMEOUT_MS });
	await page.waitForTimeout(1_000);
	await page.evaluate((text) => {
		const data = new DataTransfer();
		data.setData('text/plain', text);
		document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
	}, file);
	await page.locator('.vue-flow__node').first().waitFor({ timeout: CANVAS_TIMEOUT_MS });
	// The address shows an id before the workflow is saved under it.
	const saved = page.waitForResponse(
		(response) => response.request().method() === 'POST' && response.url() === `${n8n.url}/rest/workflows`,
		{ timeout: CANVAS_TIMEOUT_MS },
	);
	await page.keyboard.press('Control+s');
	const { data } = (await (await saved).json()) as { data: { id: string } };
	return data.id;
}
