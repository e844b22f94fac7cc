"""The peer of `script/bench servers`: an account by its id and a list of services, as JSON, behind a token.

Answers from memory, with the models and validation that FastAPI users write.
"""

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel


class Service(BaseModel):
    partnum: str
    name: str
    price: int


class ServiceAnswer(BaseModel):
    payload: str
    service: Service


app = FastAPI()
bearer = HTTPBearer()
services = {
    100_100 + n: Service(partnum=str(100_100 + n), name=f"Service {n}", price=1_000 * n)
    for n in range(1, 49)
}


def authorised(credentials: HTTPAuthorizationCredentials = Depends(bearer)) -> None:
    if credentials.credentials != "a-token":
        raise HTTPException(401)


@app.get("/services/{partnum}", dependencies=[Depends(authorised)])
async def service(partnum: int) -> ServiceAnswer:
    if partnum not in services:
        raise HTTPException(404)
    return ServiceAnswer(payload=str(partnum), service=services[partnum])
