// The answer's routes let the owner in, send others and the signed-out to the project, and wait while something is loading.
import { answer, check } from "../support/bank.mjs";
import { load } from "../support/page.mjs";
import { compile, createElement, mount } from "../support/react.mjs";

const { MemoryRouter, Outlet, useLocation } = load("react-router");
let known;
const scope = {
  useProject: () => known,
  Skeleton: () => "wait",
  ProjectFrame: () => createElement(Outlet),
  Overview: () => "overview",
  Settings: () => "settings",
};
const { App } = compile(answer("react-routing-guarded-nested", "jsx"), scope);
const Place = () => useLocation().pathname;

async function open(project, user, loading = false) {
  known = { project, user, loading };
  const router = createElement(MemoryRouter, { initialEntries: ["/projects/7/settings"] }, createElement(App), " ", createElement(Place));
  return (await mount(router)).container.textContent;
}

const project = { id: 7, ownerId: 1 };
check((await open(project, { id: 1 })) === "settings /projects/7/settings", "the owner sees the settings");
check((await open(project, { id: 2 })) === "overview /projects/7", "others land on the project");
check((await open(project, null)) === "overview /projects/7", "and so does somebody who is signed out");
check((await open(null, null)) === "overview /projects/7", "a project that is not there lets nobody in");
check((await open(null, { id: 1 }, true)) === "wait /projects/7/settings", "it waits while the project is loading");
check((await open(project, null, true)) === "wait /projects/7/settings", "and while the user is");
