import { until } from './poll.cts';

export interface Login {
	user: string;
	password: string;
}

/** Answers to a page by place, as the page itself posts them: a list for boxes to tick. */
export type Answers = Array<string | string[] | null>;

const authorization = ({ user, password }: Login) => ({
	authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

/** The status of a form's first page for somebody, or for nobody. */
export async function formStatus(url: string, login?: Login): Promise<number> {
	return (await fetch(url, { headers: login ? authorization(login) : {} })).status;
}

function body(answers: Answers): FormData {
	const form = new FormData();
	answers.forEach((value, place) => {
		if (value !== null) form.append(`field-${place}`, Array.isArray(value) ? JSON.stringify(value) : value);
	});
	return form;
}

/** Answers the first page of a published form, and gives the page that comes next. */
export async function openForm(url: string, login: Login, answers: Answers): Promise<FormPage> {
	const response = await fetch(url, { method: 'POST', headers: authorization(login), body: body(answers) });
	const text = await response.text();
	if (!response.ok) throw new Error(`The form answered ${response.status}: ${text.slice(0, 300)}`);
	const { formWaitingUrl } = JSON.parse(text) as { formWaitingUrl: string };
	return await FormPage.at(formWaitingUrl);
}

/** A page of a form that is under way. */
export class FormPage {
	private constructor(
		private readonly url: string,
		readonly html: string,
	) {}

	static async at(url: string): Promise<FormPage> {
		const status = new URL(url);
		status.pathname += '/n8n-execution-status';
		await until(`the form at ${url} to show its next page`, async () => {
			const said = (await (await fetch(status)).text()).trim();
			if (['error', 'crashed', 'canceled'].includes(said)) throw new Error(`the form ended with '${said}'`);
			return said === 'form-waiting' ? true : undefined;
		});
		return new FormPage(url, await (await fetch(url)).text());
	}

	/** Posts the answers and gives the next page. */
	async answer(answers: Answers): Promise<FormPage> {
		const response = await fetch(this.url, { method: 'POST', body: body(answers) });
		if (!response.ok) throw new Error(`The page answered ${response.status}: ${await response.text()}`);
		return await FormPage.at(this.url);
	}

	/** Posts nothing, as the last page does by itself: the execution ends. */
	async end(): Promise<void> {
		await fetch(this.url, { method: 'POST' });
	}

	/** What can be ticked or chosen. */
	get choices(): string[] {
		return [...this.html.matchAll(/class='multiselect-checkbox' id='[^']*' value='([^']*)'/g)].map(
			([, value]) => value,
		);
	}
}
