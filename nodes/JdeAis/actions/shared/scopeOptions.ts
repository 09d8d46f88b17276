import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Scope } from '../../model/documents/kind';
import { dayOf, listed } from './manyFields';

export function typesOption(defaultTypes: string, description: string): INodeProperties {
	return {
		displayName: 'Document Types',
		name: 'documentTypes',
		type: 'string',
		default: defaultTypes,
		description,
	};
}

export const COMPANIES_OPTION: INodeProperties = {
	displayName: 'Companies',
	name: 'companies',
	type: 'string',
	default: '',
	placeholder: 'e.g. 00001, 00070',
	description: 'Companies whose documents are read, separated by commas; empty reads all',
};

export function sinceOption(date: string): INodeProperties {
	return {
		displayName: 'Documents Since',
		name: 'documentsSince',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-01-01',
		description: `Leave out documents whose ${date} is before this day`,
	};
}

/** A list option, in capitals as JD Edwards holds codes. */
export function codesOf(options: IDataObject, name: string, fallback = ''): string[] {
	return listed(String(options[name] ?? fallback).toUpperCase());
}

/** Codes and what they are called, `PM = manual payment; PX`; one without a name is named elsewhere. */
export function namedCodes(options: IDataObject, name: string): Map<string, string> {
	const named = new Map<string, string>();
	for (const entry of String(options[name] ?? '').split(';')) {
		const [code, ...words] = entry.split('=').map((part) => part.trim());
		if (code !== '') named.set(code.toUpperCase(), words.join('='));
	}
	return named;
}

export function scopeFrom(options: IDataObject, defaultTypes: string): Scope {
	const since = String(options.documentsSince ?? '').trim();
	return {
		types: codesOf(options, 'documentTypes', defaultTypes),
		companies: codesOf(options, 'companies').map((company) => company.padStart(5, '0')),
		since: since === '' ? '' : dayOf(since, 'Documents Since'),
	};
}
