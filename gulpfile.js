const { spawnSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const path = require('node:path');

const { parallel, src } = require('gulp');

/** Composes workflows/*.json from workflows/source. */
function templates(done) {
	const { status } = spawnSync('npx', ['--no-install', 'tsx', 'workflows/source/write.cts'], {
		cwd: __dirname,
		stdio: 'inherit',
	});
	done(status === 0 ? undefined : new Error('the templates could not be composed'));
}

/** `n8n-node build` copies every picture of the repository into dist: only the icons belong there. */
function pictures() {
	return src(['dist/**/*.{png,svg}', '!dist/nodes/*/*.svg'], { read: false, allowEmpty: true }).on(
		'data',
		(file) => rmSync(path.join(file.base, file.relative)),
	);
}

exports.default = parallel(templates, pictures);
