import type { Session } from './session.cts';
import type { IDataObject, SavedCredential } from './types.cts';

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

interface CredentialType {
	name: string;
	extends?: string[];
	properties: Array<{ name: string; default: unknown }>;
}

export function credentialCalls(session: Session) {
	let types: CredentialType[] | undefined;

	/** The editor sends every property of the type, hidden ones included, each with its default. */
	async function withDefaults(type: string, data: IDataObject): Promise<IDataObject> {
		types ??= await session.get<CredentialType[]>('/types/credentials.json');
		const found = types.find(({ name }) => name === type);
		if (!found) throw new Error(`n8n knows no credential type '${type}'`);
		const inherited = await Promise.all(
			(found.extends ?? []).map(async (base) => await withDefaults(base, {})),
		);
		const own = Object.fromEntries(
			found.properties.filter((each) => each.default !== undefined).map((each) => [each.name, each.default]),
		);
		return Object.assign({}, ...inherited, own, data) as IDataObject;
	}

	async function getCredential(id: string): Promise<SavedCredential> {
		return await session.get<SavedCredential>(`/rest/credentials/${id}`, { includeData: true });
	}

	return {
		async createCredential(type: string, name: string, data: IDataObject): Promise<SavedCredential> {
			const body = { type, name, data: await withDefaults(type, data) };
			return await session.post<SavedCredential>('/rest/credentials', {
				...body,
				projectId: await session.personalProject(),
			});
		},

		/** Changes the given fields only. Secrets stay as they are unless given: n8n blanks them when read. */
		async updateCredential(id: string, data: IDataObject, name?: string): Promise<SavedCredential> {
			const saved = await getCredential(id);
			return await session.patch<SavedCredential>(`/rest/credentials/${id}`, {
				name: name ?? saved.name,
				type: saved.type,
				data: { ...saved.data, ...data },
			});
		},

		/** Secrets come back as n8n's placeholder, as in the editor. */
		getCredential,

		async deleteCredential(id: string): Promise<void> {
			await session.delete(`/rest/credentials/${id}`);
		},

		/** All credentials, without their data; of one type when a type is given. */
		async credentials(type?: string): Promise<SavedCredential[]> {
			const all = await session.get<SavedCredential[]>('/rest/credentials');
			return type === undefined ? all : all.filter((each) => each.type === type);
		},

		/** The editor's test: of a saved credential by id, or of one that was typed in and not saved yet. */
		async testCredential(
			credential: string | { type: string; name?: string; data: IDataObject },
		): Promise<CredentialTest> {
			const credentials =
				typeof credential === 'string'
					? await getCredential(credential)
					: {
							id: '',
							name: credential.name ?? 'Not saved',
							type: credential.type,
							data: await withDefaults(credential.type, credential.data),
						};
			return await session.post<CredentialTest>('/rest/credentials/test', { credentials });
		},
	};
}
