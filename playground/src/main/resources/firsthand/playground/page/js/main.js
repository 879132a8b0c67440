/**
 * The page's beginning: finds an engine, builds a network, and hands both to the sections.
 */
import {isSameExperiment, pageFieldsOf, settingsOf} from './address.js';
import {App} from './app.js';
import {coach} from './coach.js';
import {tellStandIn} from './datasets.js';
import {connect} from './home.js';
import {element, whole} from './ui.js';

/** Which modules fill which section, in their order; each exports mount(part, app). */
const PARTS = {
    train: ['train.js'],
    draw: ['draw.js'],
    mistakes: ['confusion.js'],
    explain: ['explain.js'],
    build: ['build.js'],
    network: ['pictures.js', 'inspect.js'],
    time: ['time.js'],
    compare: ['compare.js'],
    share: ['share.js'],
    learn: ['tour.js', 'teach.js'],
};

async function mountAll(app) {
    const mounted = Object.entries(PARTS).flatMap(([section, modules]) => {
        const body = document.querySelector(`#${section} .body`);
        return modules.map(module => mountOne(module, body.appendChild(element('div', {class: 'part'})), app));
    });
    await Promise.all(mounted);
}

/** A section that fails leaves the others usable. */
async function mountOne(module, part, app) {
    try {
        const {mount} = await import('./' + module);
        await mount(part, app);
    } catch (error) {
        console.error(module, error);
        part.append(element('p', {class: 'error'}, 'This part could not be loaded.'));
    }
}

function listenToSections(app) {
    for (const details of document.querySelectorAll('.panel > details')) {
        details.addEventListener('toggle', () => details.open && app.emit('open', details.parentElement.id));
    }
    document.addEventListener('click', event => {
        const link = event.target.closest('a[data-section]');
        if (link) {
            event.preventDefault();
            app.show(link.dataset.section);
        }
    });
    addEventListener('hashchange', ({oldURL}) => {
        const settings = settingsOf(location.hash);
        const isOtherPage = pageFieldsOf(location.hash) !== pageFieldsOf(new URL(oldURL).hash);
        if (isOtherPage && location.hash.includes('=')) {
            location.reload(); // what is locked or hidden is looked up once, at the beginning
        } else if (Object.keys(settings).length > 0) {
            app.build(settings).catch(error => app.notice(error.message));
        }
    });
}

/** The experiment of the address; else the run that the engine has already; else the default, on what data there is. */
async function begin(app) {
    const asked = settingsOf(location.hash);
    const isAsked = Object.keys(asked).length > 0;
    if (app.hello.run && (!isAsked || (await isCurrent(app)))) {
        app.built(app.hello.run);
        return;
    }
    const attempts = [...(isAsked ? [asked] : []), {}, {data: 'sample'}];
    for (const [i, settings] of attempts.entries()) {
        try {
            await app.build(settings);
            return;
        } catch (error) {
            app.notice(error.message);
            if (i === attempts.length - 1) {
                throw error;
            }
        }
    }
}

/** Whether the address tells of the very run that the engine holds, as after loading the page again. */
async function isCurrent(app) {
    try {
        const {fragment} = await app.send({do: 'share'});
        return isSameExperiment(location.hash, fragment);
    } catch {
        return false;
    }
}

function describe(home, hello) {
    return home.name === 'jvm'
        ? `Firsthand ${hello.version}, computing on your computer with ${hello.kernels}.`
        : `Firsthand ${hello.version}, computing inside this page. Nothing leaves it.`;
}

async function start() {
    const footer = document.getElementById('home');
    try {
        const app = new App(await connect());
        app.home.onSnapshot(state => app.newest(state));
        app.hello = await app.send({do: 'hello'});
        footer.textContent = describe(app.home, app.hello);
        app.home.onLost(reason => app.lost(reason));
        listenToSections(app);
        await mountAll(app);
        coach(app);
        tellStandIn(app);
        await begin(app);
        app.announce(`A network of ${whole(app.run.parameters)} parameters is ready to be trained.`);
    } catch (error) {
        console.error(error);
        footer.textContent = 'No engine: ' + error.message;
        const notice = document.getElementById('notice');
        notice.textContent = footer.textContent;
        notice.hidden = false;
    }
}

start();
