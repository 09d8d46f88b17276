module.exports = {
	useTabs: true,
	singleQuote: true,
	trailingComma: 'all',
	printWidth: 110,
	overrides: [{ files: ['*.json', '*.yml', '*.md'], options: { useTabs: false, tabWidth: 2 } }],
};
