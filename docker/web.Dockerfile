# syntax=docker/dockerfile:1
# The web server: it serves the built screens and passes everything else to the API nodes.

FROM node:22-bookworm-slim AS build
WORKDIR /source/frontend
COPY frontend/package.json frontend/package-lock.json ./
# npm 11 gives up on optional packages of other platforms; this one does not.
RUN --mount=type=cache,target=/root/.npm npx -y npm@10.9.4 ci --no-audit --no-fund
COPY frontend ./
RUN npm run build

FROM caddy:2.10-alpine
COPY docker/Caddyfile /etc/caddy/Caddyfile
COPY --from=build /source/frontend/dist /srv
EXPOSE 8080
