"""Saves, loads, changes and nests blocks as Prefect 2 does, and prints what came of it."""

import json

from prefect.blocks.core import Block
from prefect.blocks.system import JSON, Secret
from prefect.filesystems import LocalFileSystem
from prefect.infrastructure import DockerContainer, Process

try:
    from prefect.infrastructure.container import DockerRegistry
except ImportError:
    from prefect.infrastructure.docker import DockerRegistry

try:
    from pydantic.v1 import SecretStr
except ImportError:
    from pydantic import SecretStr


class Login(Block):
    """A class of one's own with a secret."""

    _block_type_name = "NAME login"
    user: str
    password: SecretStr


class Service(Block):
    """A class of one's own with blocks in it."""

    _block_type_name = "NAME service"
    login: Login
    files: LocalFileSystem
    port: int = 80


seen = {}

Secret(value="first").save("NAME-secret")
seen["secret"] = Secret.load("NAME-secret").get()
try:
    Secret(value="second").save("NAME-secret")
    seen["twice"] = "saved"
except ValueError:
    seen["twice"] = "refused"
Secret(value="second").save("NAME-secret", overwrite=True)
seen["changed"] = Block.load("secret/NAME-secret").get()
JSON(value={"a": [1, None, 2.5]}).save("NAME-json")
seen["json"] = JSON.load("NAME-json").value

files = LocalFileSystem(basepath="FOLDER")
files.save("NAME-files")
LocalFileSystem.load("NAME-files").write_path("written.txt", b"written")
seen["files"] = LocalFileSystem.load("NAME-files").read_path("written.txt").decode()

login = Login(user="me", password="hidden")
login.save("NAME-login")
service = Service(login=Login.load("NAME-login"), files=LocalFileSystem.load("NAME-files"), port=8080)
service.save("NAME-service")
login.password = SecretStr("changed")
login.save("NAME-login", overwrite=True)
loaded = Service.load("NAME-service")
seen["nested"] = [loaded.login.user, loaded.login.password.get_secret_value(), loaded.files.basepath, loaded.port]

Process(env={"TOUR": "the block"}, stream_output=False).save("NAME-process")
process = Process.load("NAME-process")
seen["process"] = [process.env, process.stream_output, process.type]
registry = DockerRegistry(username="me", password="hidden", registry_url="registry.example.org")
registry.save("NAME-registry")
DockerContainer(image="here:latest", image_registry=DockerRegistry.load("NAME-registry"), volumes=["/a:/b"]).save("NAME-container")
container = DockerContainer.load("NAME-container")
seen["container"] = [container.image, container.image_registry.password.get_secret_value(), container.volumes]

print("seen", json.dumps(seen))
