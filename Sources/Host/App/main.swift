print("tenant-manager")
