import type { NodeOptions, Template } from './builder.cts';

/** Forms for people who have no access to the editor. All ask for a login first: the template names none. */

const VERSION = 2.3;
const ATTRIBUTION = { appendAttribution: false };
/** A page that nobody answers is given up, and its execution ends. */
const LIMITED = { limitWaitTime: true, limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'hours' };

/** A list needs more room than a question. */
const WIDE = [
	':root { --container-width: min(1200px, 96vw); }',
	'table { width: 100%; border-collapse: collapse; margin: 12px 0; text-align: left; }',
	'th, td { padding: 8px; vertical-align: top; border-bottom: 1px solid #dbdfe7; font-size: 13px; line-height: 1.45; color: #444; }',
	'th { color: #777; font-weight: 600; white-space: nowrap; }',
	'td ul { margin: 6px 0 0 18px; }',
	'td li { margin: 0 0 2px 0 !important; font-size: 12px; color: #777; }',
].join('\n');

export interface Field {
	fieldLabel: string;
	fieldType?: 'dropdown' | 'number' | 'date' | 'textarea';
	/** choices of a dropdown */
	choices?: readonly string[];
	defaultValue?: string;
	placeholder?: string;
	requiredField?: boolean;
}

/** The entry, behind a login. */
export function formEntry(
	template: Template,
	name: string,
	form: { path: string; title: string; description: string; button: string; fields: readonly Field[] },
	options: NodeOptions,
): void {
	const values = form.fields.map(({ choices, ...field }) => ({
		...field,
		...(choices ? { fieldOptions: { values: choices.map((option) => ({ option })) } } : {}),
	}));
	template.node(
		name,
		'n8n-nodes-base.formTrigger',
		VERSION,
		{
			authentication: 'basicAuth',
			formTitle: form.title,
			formDescription: form.description,
			formFields: { values },
			options: { ...ATTRIBUTION, buttonLabel: form.button, path: form.path },
		},
		options,
	);
}

/** A page whose elements a node before it made. */
export function formPage(
	template: Template,
	name: string,
	page: { title: string; description: string; button: string; elements: string },
	options: NodeOptions,
): void {
	template.node(
		name,
		'n8n-nodes-base.form',
		VERSION,
		{
			operation: 'page',
			defineForm: 'json',
			jsonOutput: page.elements,
			...LIMITED,
			options: {
				formTitle: page.title,
				formDescription: page.description,
				buttonLabel: page.button,
				customCss: WIDE,
			},
		},
		options,
	);
}

/** The last page: words, or a file to save. */
export function formEnd(
	template: Template,
	name: string,
	end: { title: string; message: string; file?: string; wide?: boolean },
	options: NodeOptions,
): void {
	template.node(
		name,
		'n8n-nodes-base.form',
		VERSION,
		{
			operation: 'completion',
			respondWith: end.file ? 'returnBinary' : 'text',
			completionTitle: end.title,
			completionMessage: end.message,
			...(end.file ? { inputDataFieldName: end.file } : {}),
			...LIMITED,
			options: { ...ATTRIBUTION, ...(end.wide ? { customCss: WIDE } : {}) },
		},
		{ executeOnce: true, ...options },
	);
}
