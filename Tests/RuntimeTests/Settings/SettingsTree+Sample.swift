extension SettingsTree {
    /// What a host needs at least, with each list holding one item.
    static let sample: SettingsTree = [
        "registry": ["url": "postgres://tm:registry-password@localhost/registry"],
        "database_servers": [["name": "main", "admin_password": "admin-password"]],
        "security": [
            "jwt_secret": "0123456789abcdef0123456789abcdef",
            "encryption_key": "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "keys": [["kid": "k1", "file": "/keys/k1.pem"]],
        ],
        "plans": ["free": ["self_service": true]],
        "plugins": ["auth": ["enabled": true, "sessions": 5]],
    ]
}
