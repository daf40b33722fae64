#!/bin/sh
# Checks what no test can run here: workflows, Dockerfile, compose file, manifests, unit, and bills of materials, against the
# schemas and rules of those who read them. In another folder: deploy/check/run.sh FOLDER
set -eu
here=$(dirname "$(realpath "$0")")
tools=$here/../../node_modules/.cache/deploy-check
cd "${1:-$here/../..}"

if ! cmp -s "$here/requirements.txt" "$tools/requirements.txt"; then
  rm -rf "$tools"
  PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --quiet --disable-pip-version-check --only-binary :all: --target "$tools" --requirement "$here/requirements.txt"
  cp "$here/requirements.txt" "$tools"
fi
export PATH="$tools/bin:$PATH" PYTHONPATH="$tools"

failed=0
check() { # what it is called, and the command
  name=$1
  shift
  if "$@"; then echo "$name: as it should be"; else failed=1 && echo "$name: not as it should be, see above"; fi
}

check 'workflows' check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
check 'what workflows may do' zizmor --offline --no-progress --quiet .github
check 'dependency updates' check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
check 'Dockerfile' hadolint Dockerfile
check 'compose file' check-jsonschema --builtin-schema vendor.compose-spec compose.yaml
check 'manifests' kubernetes-validate --strict --quiet $(ls deploy/kubernetes/*.yaml | grep -v kustomization)
if command -v systemd-analyze >/dev/null; then
  check 'systemd unit' systemd-analyze verify --man=no "$PWD"/deploy/systemd/*.service
else
  echo 'systemd unit: not checked, there is no systemd-analyze'
fi
for bill in dist/*/sbom.cdx.json; do
  [ -e "$bill" ] || { echo 'bills of materials: not checked, `npm run pack` has not been run'; continue; }
  check "$bill" python3 "$here/check_bill.py" "$bill"
done
exit "$failed"
