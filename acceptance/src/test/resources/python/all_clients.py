"""All clients of a tenant, by the two calls of the Python sample of Auth0's page on tokens for the Management API."""
import os

import requests

domain = os.environ['DOMAIN']
answer = requests.post(f'https://{domain}/oauth/token', data={
    'grant_type': 'client_credentials',
    'client_id': os.environ['CLIENT_ID'],
    'client_secret': os.environ['CLIENT_SECRET'],
    'audience': f'https://{domain}/api/v2/',
})
token = answer.json().get('access_token')
clients = requests.get(f'https://{domain}/api/v2/clients', headers={
    'Authorization': f'Bearer {token}',
    'Content-Type': 'application/json',
})
print(clients.json())
