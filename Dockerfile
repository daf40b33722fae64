# The image of the App: Node, tini, and the App's package with the packages that it needs. docs/operating.md says how to run it.
FROM node:24.19.0-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# No package runs a script of its own while it is installed; what our own `prepare` makes is asked for below.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run prepare && npm run pack
WORKDIR /build/dist/app
RUN npm ci --omit=dev --ignore-scripts

FROM node:24.19.0-bookworm-slim
# tini passes signals on and collects processes that nobody waits for, which Node does not do as process 1.
# Nothing is installed any more when the App runs, so npm and yarn go.
# Without a version: Debian keeps only the newest of a package, so one that is pinned soon cannot be installed.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/* /opt/yarn* /usr/local/lib/node_modules \
    /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg \
  && install -d -o 1000 -g 1000 /data
COPY --from=build /build/dist/app /app
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --start-period=20s --timeout=5s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--", "node", "/app/lib/main.mjs"]
CMD ["serve"]
